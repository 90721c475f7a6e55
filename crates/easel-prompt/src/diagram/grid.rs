//! Tables in prompts: Markdown, CSV, tabs, columns of blanks. Finds the rows and what each column
//! holds; what a kind of diagram makes of them is told in `rows`.

use super::text::{bracket_at_end, has_word, starts_any};

/// Most lines of a table that are read.
const ROWS_MAX: usize = 400;

/// What a column of a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Id,
    Name,
    Parent,
    Text,
    Start,
    End,
    Length,
    After,
    Status,
    Section,
    Score,
    Actor,
    Date,
    From,
    To,
    Label,
}

/// Headings of columns.
const HEADINGS: [(Role, &str); 15] = [
    (Role::Id, "id|#|nr|no|no.|task id|number|key|nummer|número|numéro|номер|№|编号|番号|번호"),
    (
        Role::Parent,
        "reports to|reporting to|report to|manager|managed by|boss|supervisor|line manager|direct manager|parent|parent node|parent id|belongs to|under|superior|led by|reports_to|jefe|jefa|reporta a|depende de|padre|supérieur|rattaché à|responsable|n+1|vorgesetzter|vorgesetzte|vorgesetzte/r|berichtet an|übergeordnet|oberbegriff|elternteil|responsabile|riporta a|capo|superiore|chefe|gestor|pai|leidinggevende|rapporteert aan|ouder|przełożony|przełożona|podlega|raportuje do|rodzic|руководитель|начальник|подчиняется|кому подчиняется|родитель|yönetici|yöneticisi|bağlı olduğu|bağlı olduğu kişi|amiri|المدير|يتبع|المسؤول|يرفع إلى|المدير المباشر|प्रबंधक|मैनेजर|रिपोर्ट|किसे रिपोर्ट|上级|汇报给|汇报对象|父级|父节点|直属上级|上司|親|報告先|上長|상사|보고 대상|보고|상위|관리자|부모",
    ),
    (
        Role::Text,
        "title|job title|role|position|job|function|description|note|notes|details|responsibility|puesto|cargo|rol|función|descripción|poste|fonction|rôle|titre|rolle|funktion|stelle|titel|beschreibung|ruolo|posizione|descrizione|função|papel|descrição|functie|omschrijving|stanowisko|rola|opis|должность|роль|описание|unvan|görev|görevi|pozisyon|açıklama|المنصب|الوظيفة|الدور|الوصف|पद|भूमिका|विवरण|职位|职务|岗位|角色|说明|描述|役職|役割|説明|직책|직위|역할|설명",
    ),
    (
        Role::Start,
        "start|start date|starts|begin|begins|from|inicio|fecha inicio|fecha de inicio|desde|début|date de début|du|anfang|beginn|von|startdatum|start am|inizio|data inizio|data di inizio|dal|início|data de início|de|van|początek|od|data rozpoczęcia|начало|дата начала|с|başlangıç|başlama|başlangıç tarihi|البداية|تاريخ البدء|البدء|शुरुआत|आरंभ|प्रारंभ|开始|开始日期|开始时间|起始|開始|開始日|시작|시작일",
    ),
    (
        Role::End,
        "end|end date|ends|finish|due|due date|deadline|to|until|fin|fecha fin|fecha de fin|final|hasta|date de fin|au|ende|bis|enddatum|fine|data fine|data di fine|al|fim|data de fim|término|até|einde|tot|koniec|do|data zakończenia|конец|окончание|дата окончания|по|срок|bitiş|bitiş tarihi|النهاية|تاريخ الانتهاء|الانتهاء|समाप्ति|अंत|结束|结束日期|结束时间|截止|終了|終了日|종료|종료일|마감",
    ),
    (
        Role::Length,
        "duration|days|length|weeks|effort|duración|días|durée|jours|dauer|tage|wochen|durata|giorni|duração|dias|duur|dagen|weken|czas trwania|dni|czas|длительность|дней|дни|süre|gün|المدة|الأيام|अवधि|दिन|工期|天数|持续时间|期間|日数|기간|일수",
    ),
    (
        Role::After,
        "depends on|dependency|dependencies|predecessor|predecessors|after|prerequisite|blocked by|dependencia|predecesora|dépend de|prédécesseur|après|dépendance|vorgänger|abhängig von|abhängigkeit|nach|dipende da|predecessore|dopo|dipendenza|dependência|predecessora|depois de|afhankelijk van|voorganger|na|poprzednik|zależy od|po|после|зависит от|предшественник|bağımlılık|öncül|önceki|يعتمد على|निर्भर|依赖|前置任务|前置|依存|先行|선행|의존",
    ),
    (
        Role::Status,
        "status|state|column|lane|list|estado|columna|statut|état|colonne|stand|zustand|spalte|stato|colonna|situação|coluna|kolom|kolumna|stan|статус|состояние|колонка|durum|sütun|الحالة|العمود|स्थिति|状态|列|状態|ステータス|상태",
    ),
    (
        Role::Score,
        "score|rating|satisfaction|mood|emotion|points|puntuación|satisfacción|note|humeur|zufriedenheit|bewertung|stimmung|punteggio|soddisfazione|voto|pontuação|satisfação|nota|tevredenheid|cijfer|ocena|zadowolenie|оценка|удовлетворенность|балл|puan|memnuniyet|الدرجة|الرضا|التقييم|स्कोर|संतुष्टि|评分|满意度|分数|スコア|満足度|점수|만족도",
    ),
    (
        Role::Actor,
        "actor|actors|who|assignee|owner|assigned to|person|persona|responsable|quién|acteur|qui|akteur|wer|verantwortlich|zuständig|attore|chi|responsabile|ator|quem|responsável|wie|verantwoordelijke|kto|osoba|odpowiedzialny|кто|исполнитель|ответственный|kim|sorumlu|المسؤول|कौन|负责人|参与者|担当|担当者|誰|담당자|담당",
    ),
    (
        Role::Date,
        "date|year|when|time|day|month|period|año|fecha|cuándo|hora|année|quand|heure|jahr|datum|wann|zeit|uhrzeit|anno|data|quando|ora|ano|jaar|tijd|wanneer|rok|kiedy|godzina|год|дата|когда|время|yıl|tarih|saat|السنة|التاريخ|العام|متى|वर्ष|तारीख|साल|समय|年份|年|日期|时间|年代|日付|時期|연도|날짜|시기|시간",
    ),
    (
        Role::Section,
        "region|country|continent|area|topic|theme|level|level 1|main topic|product|phase|section|stage|category|group|team|department|branch|table|entity|fase|sección|categoría|grupo|equipo|tabla|entidad|étape|catégorie|groupe|entité|abschnitt|kategorie|gruppe|bereich|abteilung|tabelle|sezione|categoria|gruppo|tabella|seção|tabela|categorie|groep|etap|kategoria|sekcja|grupa|этап|фаза|категория|группа|раздел|таблица|aşama|kategori|grup|tablo|المرحلة|الفئة|चरण|श्रेणी|阶段|分类|类别|表|フェーズ|段階|カテゴリ|区分|テーブル|단계|구분|분류|테이블",
    ),
    (
        Role::Name,
        "name|feature|features|columns|fields|attributes|subcategory|sub-category|subtopic|subtopics|items|causes|full name|employee|person|staff|member|node|item|task|task name|activity|step|action|event|milestone|what|card|cause|topic|component|unit|field|attribute|nombre|empleado|empleada|tarea|actividad|paso|acción|evento|hito|elemento|qué|causa|campo|nom|employé|tâche|activité|événement|action|cause|champ|mitarbeiter|mitarbeiterin|aufgabe|aktivität|schritt|ereignis|vorgang|ursache|feld|wer|nome|dipendente|attività|compito|passo|azione|funcionário|funcionária|tarefa|atividade|passo|naam|medewerker|taak|activiteit|stap|gebeurtenis|oorzaak|imię|imię i nazwisko|nazwa|pracownik|zadanie|krok|wydarzenie|przyczyna|имя|фио|название|сотрудник|задача|шаг|событие|причина|ad|isim|adı|çalışan|görev adı|adım|olay|الاسم|الموظف|المهمة|الخطوة|الحدث|नाम|कर्मचारी|कार्य|घटना|कदम|姓名|名称|员工|任务|步骤|事件|节点|名前|氏名|タスク|作業|出来事|社員|ステップ|이름|직원|작업|할 일|사건|단계명",
    ),
    (
        Role::From,
        "from|source|from state|current state|from node|start node|desde|origen|origine|source|von|quelle|da|de|origem|van|bron|z|od|źródło|из|от|откуда|источник|kaynak|kimden|من|المصدر|源|起点|来源|从|送信元|出発|출발|시작 노드",
    ),
    (
        Role::To,
        "to|target|to state|next state|destination|to node|hacia|destino|vers|à|cible|nach|ziel|a|destinazione|para|naar|doel|do|cel|в|к|куда|цель|hedef|kime|إلى|الهدف|目标|终点|到|宛先|到着|送信先|도착|대상",
    ),
];

/// Headings of columns with the words of an edge.
const LABELS: &str = "label|event|trigger|condition|message|protocol|relation|action|evento|condición|événement|condition|ereignis|bedingung|auslöser|evento|condizione|zdarzenie|warunek|событие|условие|olay|koşul|الحدث|条件|事件|イベント|이벤트|조건";

/// A table: its head and its rows, all of the same length.
#[derive(Debug)]
pub(super) struct Grid {
    /// The headings.
    pub head: Vec<String>,
    /// The rows under them.
    pub rows: Vec<Vec<String>>,
    /// It is drawn with lines: nobody writes that by chance.
    pub is_drawn: bool,
}

impl Grid {
    /// The role of each column among those that count, and [`Role::Name`] for the first one that
    /// has none where no other is the name.
    pub(super) fn roles(&self, wanted: &[Role]) -> Vec<Option<Role>> {
        let mut out: Vec<Option<Role>> = Vec::new();
        for cell in &self.head {
            let own = wanted.iter().copied().find(|role| is_heading(cell, *role));
            out.push(own.filter(|role| !out.contains(&Some(*role))));
        }
        if wanted.contains(&Role::Name)
            && !out.contains(&Some(Role::Name))
            && let Some(free) = out.iter_mut().find(|role| role.is_none())
        {
            *free = Some(Role::Name);
        }
        out
    }

    /// True where a column of this role is named.
    pub(super) fn names(&self, role: Role) -> bool {
        self.head.iter().any(|cell| is_heading(cell, role))
    }
}

fn is_heading(cell: &str, role: Role) -> bool {
    let bare = bracket_at_end(cell).map_or(cell, |(before, _)| before).trim();
    let words = HEADINGS.iter().find(|(own, _)| *own == role).map_or(LABELS, |(_, words)| words);
    starts_any(bare, words).is_some_and(|length| length == bare.len())
}

/// How the cells of a line are parted.
const MARKS: [&str; 5] = ["|", "\t", ";", ",", "  "];

/// The first table of a prompt; `lists` says whether one known heading is enough, as in a table of
/// categories.
pub(super) fn find(prompt: &str, lists: bool) -> Option<Grid> {
    let lines: Vec<&str> = prompt.lines().collect();
    MARKS.iter().find_map(|mark| {
        let mut from = 0;
        while from < lines.len() {
            let Some((grid, next)) = table_at(lines.get(from..)?, mark) else {
                from += 1;
                continue;
            };
            if grid.rows.len() >= 2 && is_table(&grid, mark, lists) {
                return Some(grid);
            }
            from += next.max(1);
        }
        None
    })
}

/// True where the first line names what stands below it: two headings that are known.
fn is_table(grid: &Grid, mark: &str, lists: bool) -> bool {
    let all = HEADINGS.iter().map(|(role, _)| *role).chain([Role::Label]).collect::<Vec<_>>();
    let known =
        grid.head.iter().filter(|cell| all.iter().any(|role| is_heading(cell, *role))).count();
    let short = grid.head.iter().all(|cell| cell.split_whitespace().count() <= 4);
    let some = lists && known >= 1 && (mark != "," || grid.head.len() >= 3);
    short && (known >= 2 || some || (grid.is_drawn && mark == "|"))
}

/// The table that begins at the first of `lines`, and how many lines it takes.
fn table_at(lines: &[&str], mark: &str) -> Option<(Grid, usize)> {
    let head = cells(lines.first()?, mark)?;
    let mut grid = Grid { head, rows: Vec::new(), is_drawn: false };
    let mut used = 1;
    for line in lines.iter().skip(1).take(ROWS_MAX) {
        if is_rule(line) {
            grid.is_drawn = true;
            used += 1;
            continue;
        }
        let row = if mark == "  " {
            aligned(line, lines.first()?, &grid.head)
        } else {
            cells(line, mark)
        };
        let Some(mut row) = row else { break };
        let fits = if matches!(mark, "|" | "\t") {
            row.len() <= grid.head.len()
        } else {
            row.len() == grid.head.len()
        };
        if !fits {
            break;
        }
        row.resize(grid.head.len(), String::new());
        grid.rows.push(row);
        used += 1;
    }
    Some((grid, used))
}

/// The parts of a line between runs of blanks, each with the column at which it begins.
fn spaced(line: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let mut from = 0;
    for part in line.split("  ") {
        let text = part.trim();
        if has_word(text) {
            let lead = part.len() - part.trim_start().len();
            out.push((line.get(..from + lead).map_or(0, |t| t.chars().count()), text));
        }
        from += part.len() + 2;
    }
    out
}

/// The cells of a line that stand under the headings of `head`.
fn aligned(line: &str, first: &str, head: &[String]) -> Option<Vec<String>> {
    let starts = spaced(first);
    let parts = spaced(line);
    if parts.is_empty() || parts.len() > head.len() || starts.len() != head.len() {
        return None;
    }
    let mut row = vec![String::new(); head.len()];
    for (at, text) in parts {
        let near = starts.iter().enumerate().min_by_key(|(_, (start, _))| start.abs_diff(at))?.0;
        let slot = row.get_mut(near).filter(|slot| slot.is_empty())?;
        text.clone_into(slot);
    }
    row.first().is_some_and(|cell| has_word(cell)).then_some(row)
}

/// "|---|:--|" and "---+---".
fn is_rule(line: &str) -> bool {
    let bare = line.trim();
    bare.len() >= 3
        && bare.contains('-')
        && bare.chars().all(|c| matches!(c, '-' | ':' | '|' | '+' | '=' | ' '))
}

/// The cells of a line that has more than one.
fn cells(line: &str, mark: &str) -> Option<Vec<String>> {
    let bare = match mark {
        "|" => line.trim().trim_start_matches('|').trim_end_matches('|'),
        "\t" => line.trim_end_matches(['\r', '\n']),
        _ => line.trim(),
    };
    if !bare.contains(mark) || !has_word(bare) {
        return None;
    }
    let parts: Vec<&str> = if mark == "  " {
        bare.split("  ").filter(|part| has_word(part)).collect()
    } else {
        super::text::split(bare, |c| mark.starts_with(c))
    };
    let clean = |part: &&str| {
        let part = super::text::unwrapped(part.trim().trim_matches('*')).trim();
        // "-" and "n/a" are nothing.
        if has_word(part) && !matches!(&*part.to_lowercase(), "n/a" | "none" | "na" | "null") {
            part.to_owned()
        } else {
            String::new()
        }
    };
    (parts.len() >= 2).then(|| parts.iter().map(clean).collect())
}
