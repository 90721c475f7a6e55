//! Accounts, keys and credits: who is calling, what they have, and how an installation gets its
//! first key.

use easel_store::{
    Balance, Grant, KeyCallback, KeyRow, LedgerEntry, NewAccount, NewKey, StoreError,
};
use easel_types::{AccountId, Caller, Error, ErrorKind, KeyId, MicroCredits, Result, Scope};
use sha2::{Digest, Sha256};

use crate::Core;
use crate::failure::store_error;

/// Credits of the account that a fresh installation starts with.
const BOOTSTRAP_CREDITS: MicroCredits = MicroCredits::from_credits(1_000_000);
/// Characters of a key that are kept readable, to recognise it by.
const PREFIX_CHARS: usize = 8;
/// Shortest key a person may choose.
const CHOSEN_KEY_CHARS_MIN: usize = 12;
/// Shortest part of a key that may stand for it.
const PART_CHARS_MIN: usize = 7;

/// What a caller may know about its account.
#[derive(Debug, Clone)]
pub struct AccountSummary {
    /// Which account.
    pub id: AccountId,
    /// What people call it.
    pub name: String,
    /// What it has.
    pub balance: Balance,
}

/// A key to make.
#[derive(Debug, Clone)]
pub struct NewKeyRequest {
    /// For which account; `None` creates one of the key's name.
    pub account_id: Option<AccountId>,
    /// What people call it.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// The secret, where a person chose it.
    pub secret: Option<String>,
    /// Where messages about the jobs of this key go.
    pub callback: Option<KeyCallback>,
}

/// A key just made. The only moment at which the secret is known.
#[derive(Clone)]
pub struct CreatedKey {
    /// Which key.
    pub id: KeyId,
    /// Whose.
    pub account_id: AccountId,
    /// The secret.
    pub secret: String,
}

impl std::fmt::Debug for CreatedKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CreatedKey").field("id", &self.id).finish_non_exhaustive()
    }
}

impl Core {
    /// The caller that a secret stands for.
    ///
    /// # Errors
    /// `Unauthenticated` for an unknown or revoked key.
    pub async fn authenticate(&self, secret: &str) -> Result<Caller> {
        let row = self.store().key_find_by_hash(&hash(secret)).await.map_err(store_error)?;
        let row = row.ok_or_else(|| {
            Error::new(ErrorKind::Unauthenticated, "this API key is unknown or was revoked")
        })?;
        Ok(Caller { account_id: row.account_id, key_id: row.id, scopes: row.scopes })
    }

    /// The callers that the second part of a secret stands for (see [`part_of`]): some clients
    /// send only that. People may choose secrets that share a part, so there may be several.
    ///
    /// # Errors
    /// `Unauthenticated` where there is none.
    pub async fn authenticate_part(&self, part: &str) -> Result<Vec<Caller>> {
        let keys = self.store().key_list_by_part(&hash(part)).await.map_err(store_error)?;
        if keys.is_empty() {
            return Err(Error::new(
                ErrorKind::Unauthenticated,
                "this API key is unknown or was revoked",
            ));
        }
        let caller =
            |key: KeyRow| Caller { account_id: key.account_id, key_id: key.id, scopes: key.scopes };
        Ok(keys.into_iter().map(caller).collect())
    }

    /// Where messages about the jobs of the caller's key go.
    ///
    /// # Errors
    /// `Unavailable` if the store is away.
    pub async fn key_callback(&self, caller: &Caller) -> Result<Option<KeyCallback>> {
        let key = self.store().key_get(caller.key_id).await.map_err(store_error)?;
        Ok(key.and_then(|key| key.callback))
    }

    /// Makes the first account and key of a fresh installation: with `chosen` as its secret, or
    /// with a new one, which is returned. Does nothing once there is a key.
    ///
    /// # Errors
    /// `InvalidRequest` if `chosen` is too short to be a secret.
    pub async fn bootstrap(&self, chosen: Option<String>) -> Result<Option<CreatedKey>> {
        if !self.store().key_list(None).await.map_err(store_error)?.is_empty() {
            return Ok(None);
        }
        // The key comes last: a process killed half-way starts over and finds the account.
        let accounts = self.store().account_list().await.map_err(store_error)?;
        let account_id = match accounts.first() {
            Some(account) => account.id,
            None => self.create_account("admin").await?,
        };
        self.store()
            .ledger_grant(Grant {
                account_id,
                amount: BOOTSTRAP_CREDITS,
                idempotency_key: "bootstrap".to_owned(),
                note: "credits of a fresh installation".to_owned(),
                now: self.now(),
            })
            .await
            .map_err(store_error)?;
        let request = NewKeyRequest {
            account_id: Some(account_id),
            name: "bootstrap".to_owned(),
            scopes: Scope::ALL.to_vec(),
            secret: chosen,
            callback: None,
        };
        self.create_key(request).await.map(Some)
    }

    /// Makes a key, and an account where none is named. For the operator: no caller is checked.
    ///
    /// # Errors
    /// `NotFound` for an unknown account, `InvalidRequest` for a chosen secret that is too
    /// short, `Conflict` for one that exists.
    pub async fn create_key(&self, request: NewKeyRequest) -> Result<CreatedKey> {
        let secret = match request.secret {
            Some(secret) if secret.chars().count() < CHOSEN_KEY_CHARS_MIN => {
                return Err(Error::invalid(
                    "key",
                    format!("a chosen key must have at least {CHOSEN_KEY_CHARS_MIN} characters"),
                ));
            }
            Some(secret) if !secret.bytes().all(|b| b.is_ascii_graphic()) => {
                return Err(Error::invalid(
                    "key",
                    "a chosen key must be printable ASCII without spaces",
                ));
            }
            Some(secret) => secret,
            None => self.new_secret(),
        };
        let name = &request.name;
        if name.trim().is_empty() || name.chars().count() > 100 || name.contains(char::is_control) {
            return Err(Error::invalid(
                "name",
                "a key's name must have 1 to 100 printable characters",
            ));
        }
        if request.scopes.is_empty() {
            return Err(Error::invalid(
                "scopes",
                "a key needs at least one scope: generate, admin",
            ));
        }
        let account_id = match request.account_id {
            Some(id) => {
                let account = self.store().account_get(id).await.map_err(store_error)?;
                account.map(|account| account.id).ok_or_else(|| no_such_account(id))?
            }
            None => self.create_account(&request.name).await?,
        };
        let key = NewKey {
            id: KeyId::generate(self.clock(), self.entropy()),
            account_id,
            name: request.name,
            hash: hash(&secret),
            prefix: secret.chars().take(PREFIX_CHARS).collect(),
            scopes: request.scopes,
            part_hash: part_of(&secret).map(hash),
            callback: request.callback,
            now: self.now(),
        };
        let id = key.id;
        match self.store().key_create(key).await {
            Ok(()) => Ok(CreatedKey { id, account_id, secret }),
            Err(StoreError::Duplicate { .. }) => {
                Err(Error::new(ErrorKind::Conflict, "this key exists already").with_param("key"))
            }
            Err(err) => Err(store_error(err)),
        }
    }

    /// Keys of the caller's account, or, for the operator, of all.
    ///
    /// # Errors
    /// `Unavailable` if the store is away.
    pub async fn keys(&self, account_id: Option<AccountId>) -> Result<Vec<KeyRow>> {
        self.store().key_list(account_id).await.map_err(store_error)
    }

    /// Revokes a key; requests with it are refused from then on.
    ///
    /// # Errors
    /// `NotFound` if there is no such unrevoked key.
    pub async fn revoke_key(&self, id: KeyId, account_id: Option<AccountId>) -> Result<()> {
        let revoked = self.store().key_revoke_if_active(id, account_id, self.now()).await;
        if revoked.map_err(store_error)? {
            return Ok(());
        }
        Err(Error::new(ErrorKind::NotFound, format!("there is no active key {id}")))
    }

    /// Gives credits to an account. The same `idempotency_key` again changes nothing, and the
    /// answer says false.
    ///
    /// # Errors
    /// `NotFound` for an unknown account, `InvalidRequest` for an amount that no balance can hold.
    pub async fn grant(
        &self,
        account_id: AccountId,
        amount: MicroCredits,
        idempotency_key: Option<String>,
    ) -> Result<(Balance, bool)> {
        if self.store().account_get(account_id).await.map_err(store_error)?.is_none() {
            return Err(no_such_account(account_id));
        }
        let idempotency_key = idempotency_key.unwrap_or_else(|| self.random_text(16));
        let note = "granted by the operator".to_owned();
        let grant = Grant { account_id, amount, idempotency_key, note, now: self.now() };
        let granted = self.store().ledger_grant(grant).await.map_err(|err| match err {
            StoreError::Invalid { what } => Error::invalid("amount", what),
            err => store_error(err),
        })?;
        let balance = self.store().ledger_balance(account_id).await.map_err(store_error)?;
        Ok((balance, granted))
    }

    /// The caller's account.
    ///
    /// # Errors
    /// `Unavailable` if the store is away.
    pub async fn account(&self, caller: &Caller) -> Result<AccountSummary> {
        let id = caller.account_id;
        let account = self.store().account_get(id).await.map_err(store_error)?;
        let name = account.ok_or_else(|| no_such_account(id))?.name;
        let balance = self.store().ledger_balance(id).await.map_err(store_error)?;
        Ok(AccountSummary { id, name, balance })
    }

    /// The caller's ledger, newest first, at most 1,000 entries.
    ///
    /// # Errors
    /// `Unavailable` if the store is away.
    pub async fn ledger(&self, caller: &Caller, limit: u32) -> Result<Vec<LedgerEntry>> {
        let limit = limit.clamp(1, 1_000);
        self.store().ledger_list(caller.account_id, limit).await.map_err(store_error)
    }

    /// Asks the parts for a sign of life.
    ///
    /// # Errors
    /// `Unavailable` naming the part that is away.
    pub async fn ready(&self) -> Result<()> {
        self.store().ping().await.map_err(store_error)
    }

    async fn create_account(&self, name: &str) -> Result<AccountId> {
        let id = AccountId::generate(self.clock(), self.entropy());
        let account = NewAccount { id, name: name.to_owned(), now: self.now() };
        self.store().account_create(account).await.map_err(store_error)?;
        Ok(id)
    }

    /// `esl_` and 40 letters and digits: 238 bits.
    fn new_secret(&self) -> String {
        format!("esl_{}", self.random_text(40))
    }

    pub(crate) fn random_text(&self, chars: usize) -> String {
        const ALPHABET: &[u8; 62] =
            b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        let mut text = String::with_capacity(chars);
        let mut byte = [0_u8];
        while text.len() < chars {
            self.entropy().fill(&mut byte);
            // 248 is the largest multiple of 62: beyond it some letters would be likelier.
            if byte[0] < 248 {
                text.push(char::from(ALPHABET[usize::from(byte[0]) % 62]));
            }
        }
        text
    }
}

/// The second of the parts that `#`, or else `-`, divide a secret into: the only part that some
/// clients send. Parts that are too short to be secret do not count.
fn part_of(secret: &str) -> Option<&str> {
    let separator = if secret.contains('#') { '#' } else { '-' };
    let part = secret.split(separator).nth(1)?;
    (part.chars().count() >= PART_CHARS_MIN).then_some(part)
}

fn no_such_account(id: AccountId) -> Error {
    Error::new(ErrorKind::NotFound, format!("there is no account {id}"))
}

pub(crate) fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}
