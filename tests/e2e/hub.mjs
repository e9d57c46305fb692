// A real hub in a folder of its own, for tests: started, spoken to by its subcommands, stopped by its process.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
export const source = process.env.LINLI_SOURCE ?? resolve(here, '../..');
const bin = process.env.LINLI_BIN ?? resolve(source, 'build/dev/bin');
const startWithin = 20_000;

// One subcommand of linli-hub on the folder; its stdout, or an error with its stderr.
export function runHub(data, args, input = '') {
  const done = spawnSync(join(bin, 'linli-hub'), ['--data', data, ...args], { input, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`linli-hub ${args.join(' ')}: exit ${done.status}: ${done.stderr}`);
  return done.stdout;
}

export function addStaff(data, login, role, password, community = 'qinghe') {
  runHub(data, ['staff', 'add', login, '--role', role, '--community', community], `${password}\n`);
}

// What a resident leaves, pushed as a kiosk would: signed, sealed, through the hub's own code. Returns the item's id.
export function pushAsKiosk(data, operation) {
  const done = spawnSync(join(bin, 'e2e_push_tool'), [data], { input: JSON.stringify(operation), encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`e2e_push_tool: exit ${done.status}: ${done.stderr}`);
  return done.stdout.trim();
}

// What a resident does at a real kiosk of that hub, a step a line (tests/journeys/IDS.md names what can be tapped). With
// a code it enrols first. It keeps its folder and what was kept of one call for the next.
export function atKiosk(hub, steps, code) {
  const data = join(hub.data, 'kiosk');
  mkdirSync(data, { recursive: true });
  const args = ['--data', data, '--hub', hub.url, '--headless', '--size', '1080x1920', '--script', '-', '--vars', join(data, 'vars')];
  const done = spawnSync(join(bin, 'linli-kiosk'), code ? [...args, '--enrol', code] : args, { input: `${steps.trim()}\n`, encoding: 'utf8', timeout: 90_000 });
  const wrong = done.stdout.split('\n').find((line) => line.startsWith('error'));
  if (done.status !== 0 || wrong) throw new Error(`the kiosk: exit ${done.status}: ${wrong ?? done.stderr}`);
}

// Loads the sample, adds the staff [{login, role, password}], serves on a free port.
// options.now: the hub's clock starts there (RFC 3339).
export async function startHub({ staff = [], content = join(source, 'assets/sample'), now, data: given } = {}) {
  const data = given ?? mkdtempSync(join(tmpdir(), 'linli-hub-'));
  if (!given) runHub(data, ['load', content]);
  for (const { login, role, password, community } of staff) addStaff(data, login, role, password, community);
  const args = ['--data', data, 'serve', '--listen', '127.0.0.1:0', ...(now ? ['--now', now] : [])];
  const child = spawn(join(bin, 'linli-hub'), args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  child.stderr.on('data', (chunk) => { log += chunk; });
  const url = await new Promise((ready, failed) => {
    const late = setTimeout(() => failed(new Error(`the hub did not start: ${log}`)), startWithin);
    let out = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
      const found = /listening on (\S+)/.exec(out);
      if (found) { clearTimeout(late); ready(found[1]); }
    });
    child.on('exit', (code) => { clearTimeout(late); failed(new Error(`the hub ended with ${code}: ${log}`)); });
  });
  const ended = new Promise((gone) => child.on('exit', (code, signal) => gone({ code, signal })));
  return {
    url: url.replace(/\/$/, ''),
    data,
    log: () => log,
    run: (args, input) => runHub(data, args, input),
    push: (operation) => pushAsKiosk(data, operation),
    async stop() {
      child.kill('SIGTERM');
      const { code, signal } = await ended;
      if (!given) rmSync(data, { recursive: true, force: true });
      if (code !== 0) throw new Error(`the hub ended with ${code ?? signal}: ${log}`);
    },
  };
}
