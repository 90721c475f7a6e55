// Our own TypeScript SDK, as it would be published: built from the checkout, tested, packed,
// installed into an empty project, and driven there by its integration checks, against EASEL_URL and
// EASEL_REAL_URL, and by every one of its examples; as an ES module, as CommonJS and by the
// TypeScript compiler.
//
// The compiler (`typescript`, `@types/node`) is taken from a `node_modules` at or above this file
// or the working directory; where there is none, from `npm ci`.

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const { EASEL_URL, EASEL_REAL_URL, EASEL_TEST_KEY, EASEL_ROOT } = process.env;
if (!EASEL_URL || !EASEL_TEST_KEY) throw new Error('EASEL_URL and EASEL_TEST_KEY are not set');

const here = dirname(fileURLToPath(import.meta.url));
const node = process.execPath;
// npm as it comes with this Node.js, or the one on the path.
const cli = join(dirname(node), '../lib/node_modules/npm/bin/npm-cli.js');
const npm = existsSync(cli) ? [node, cli] : ['npm'];
const withoutSmartgen = process.argv.includes('--no-smartgen');

function* upwards(folder) {
  for (; ; folder = dirname(folder)) {
    yield folder;
    if (folder === dirname(folder)) return;
  }
}

function found(what, folders) {
  return folders.find((folder) => existsSync(join(folder, what)));
}

function run(cwd, command, { env = {} } = {}) {
  const own = { EASEL_BASE_URL: EASEL_URL, EASEL_API_KEY: EASEL_TEST_KEY };
  const [program, ...args] = command;
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd, env: { ...process.env, ...own, ...env }, encoding: 'utf8',
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command.join(' ')} failed:\n${stdout}\n${stderr}`);
  return stdout;
}

const above = [...upwards(here), ...upwards(process.cwd())];
const checkout = EASEL_ROOT ?? found('sdks/typescript/package.json', above);
if (!checkout) throw new Error('there is no checkout with sdks/typescript above this file');

const work = mkdtempSync(join(tmpdir(), 'easel-typescript-'));
try {
  // A copy, so that nothing is written into the checkout.
  const source = join(checkout, 'sdks/typescript');
  const built = join(work, 'sdks/typescript');
  const left = ['node_modules', 'dist', 'out'];
  cpSync(source, built, { recursive: true, filter: (path) => !left.some((name) => path === join(source, name)) });
  // The test that the types agree with the API description looks for it where it lies here.
  cpSync(join(checkout, 'api/openapi'), join(work, 'api/openapi'), { recursive: true });
  const modules = [...above, source].map((folder) => join(folder, 'node_modules'));
  const installed = found('typescript/package.json', modules.filter((folder) =>
    existsSync(join(folder, '@types/node'))));
  if (installed) symlinkSync(installed, join(built, 'node_modules'));
  else run(built, [...npm, 'ci', '--no-audit', '--no-fund']);

  run(built, [...npm, 'run', 'build']);
  run(built, [...npm, 'run', 'typecheck']);
  const tests = run(built, [...npm, 'test']);
  const packed = run(built, [...npm, 'pack', '--ignore-scripts', '--silent']);
  const tarball = packed.trim().split('\n').at(-1);

  const project = join(work, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'project', private: true }));
  const install = ['install', '--offline', '--no-audit', '--no-fund', join(built, tarball)];
  run(project, [...npm, ...install]);

  writeFileSync(join(project, 'require.cjs'), `
    const { Easel } = require('@easel-images/sdk');
    new Easel().models.list().then((models) => console.log(models.length, 'models'));
  `);
  run(project, [node, 'require.cjs']);
  // The published types, in both kinds of module, without any other types at hand.
  const uses = "import Easel from '@easel-images/sdk';\nexport const url = async () =>\n  (await new Easel().images.generate({ prompt: 'a fox' })).url.length;\n";
  writeFileSync(join(project, 'uses.mts'), uses);
  writeFileSync(join(project, 'uses.cts'), uses);
  run(project, [
    node, join(built, 'node_modules/typescript/bin/tsc'), '--noEmit', '--strict',
    '--target', 'es2022', '--module', 'nodenext', '--lib', 'es2022,dom', 'uses.mts', 'uses.cts',
  ]);

  cpSync(join(built, 'test/integration.mjs'), join(project, 'integration.mjs'));
  const args = withoutSmartgen ? ['--no-smartgen'] : [];
  process.stdout.write(run(project, [node, 'integration.mjs', ...args]));
  if (EASEL_REAL_URL) {
    const env = { EASEL_BASE_URL: EASEL_REAL_URL, EASEL_IMAGE_MODEL: 'tiny' };
    process.stdout.write(run(project, [node, 'integration.mjs', ...args], { env }));
  }
  const shipped = join(project, 'node_modules/@easel-images/sdk/examples');
  const needSmartgen = ['smartgen.mjs', 'two-steps.mjs'];
  let examples = 0;
  for (const example of readdirSync(shipped)) {
    if (withoutSmartgen && needSmartgen.includes(example)) continue;
    cpSync(join(shipped, example), join(project, example));
    run(project, [node, example]);
    examples += 1;
  }
  const [, passed] = /^# pass (\d+)$/m.exec(tests) ?? /pass (\d+)/.exec(tests);
  console.log(`easel-typescript: ${passed} unit tests and ${examples} examples passed`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
