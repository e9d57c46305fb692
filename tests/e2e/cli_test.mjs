// The command line that journeys call: what it does is done, what cannot be done is one line and exit 1. And a queue
// that refreshes itself leaves the keyboard where it was.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as staff from './console.mjs';
import { browserTest, passwordOf } from './run.mjs';

const run = promisify(execFile);
const cli = fileURLToPath(new URL('./console_cli.mjs', import.meta.url));

await browserTest(async ({ hub, browser, step }) => {
  const id = hub.push({ op: 'request', kind: 'repair', fields: { area: 'room', room: 'qh3/4/402', words: '漏水' } }).split('\t')[0];
  const act = async (...args) => {
    const { stdout } = await run(process.execPath, [cli, '--hub', hub.url, '--login', 'lihua', '--password', passwordOf('lihua'), ...args]);
    return JSON.parse(stdout);
  };

  await step('an action is done and seen', async () => {
    const lines = await act('queueLines');
    assert.equal(lines[0].id, id);
    assert.equal(await act('answer', id, '师傅八点来'), 'ok');
    assert.equal(await act('see', `/requests/${id}`, '师傅八点来'), 'ok');
    assert.equal(await act('close', id, 'solved', '修好了'), 'ok');
  });

  await step('what is not there fails in one line', async () => {
    await assert.rejects(act('see', `/requests/${id}`, '没有这句话'), (error) => {
      assert.equal(error.code, 1);
      assert.equal(error.stderr.trim().split('\n').length, 1);
      return true;
    });
    await assert.rejects(act('dance'), /no action dance/);
  });

  await step('a queue that refreshes itself shows what is new and keeps the focus', async () => {
    hub.push({ op: 'request', kind: 'repair', fields: { area: 'room', words: '灯不亮' } });
    const page = await staff.openConsole(browser, hub.url);
    await staff.login(page, 'lihua', passwordOf('lihua'));
    await page.waitForURL('**/requests');
    const [first] = await staff.queueLines(page);
    await page.focus(`[id="open-${first.id}"]`);
    const added = hub.push({ op: 'request', kind: 'hardship', fields: { words: '失业了' } }).split('\t')[0];
    // The page's own timer, asked for at once instead of after 30 seconds.
    await page.evaluate(() => {
      const queue = document.querySelector('#queue');
      return window.htmx.ajax('GET', queue.getAttribute('hx-get'), { source: queue, target: queue, swap: 'outerHTML', select: '#queue' });
    });
    await page.waitForSelector(`[id="open-${added}"]`);
    assert.equal(await page.evaluate(() => document.activeElement.id), `open-${first.id}`);
    assert.deepEqual(page.complaints, []);
  });
});
