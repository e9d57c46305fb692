// One thing a member of staff does, from a shell: for journeys that drive a kiosk and answer in between.
//   node console_cli.mjs --hub URL --login NAME --password WORD ACTION [ARGUMENT...]
// ACTION and its arguments are those of console.mjs: answer ID WORDS, moveTo ID STAGE, close ID ENDING WORDS [WHOSE],
// queueLines [QUERY], showPhone ID, cancelSignUp EVENT ITEM REASON, makeEnrolmentCode STATION, see PATH TEXT, ...
// Prints what the action gives as JSON, one line. Exit 1 with one line of stderr where it cannot be done.
import { parseArgs } from 'node:util';
import * as staff from './console.mjs';

const { values, positionals } = parseArgs({
  options: { hub: { type: 'string' }, login: { type: 'string' }, password: { type: 'string' } },
  allowPositionals: true,
});
const [action, ...rest] = positionals;

const actions = {
  ...staff,
  async queueLines(page, query = '') {
    await staff.openQueue(page, query);
    return staff.queueLines(page);
  },
  // Fails where the page at PATH does not show TEXT.
  async see(page, path, text) {
    await page.goto(path);
    const shown = await page.innerText('main');
    if (!shown.includes(text)) throw new Error(`${path} does not show "${text}"`);
  },
};

const browser = await staff.openBrowser();
try {
  if (!Object.hasOwn(actions, action)) throw new Error(`no action ${action}`);
  const page = await staff.openConsole(browser, values.hub);
  page.setDefaultTimeout(15_000);
  await staff.login(page, values.login, values.password);
  await page.waitForSelector('#logout');
  const result = await actions[action](page, ...rest);
  console.log(JSON.stringify(result ?? 'ok'));
} catch (error) {
  console.error(String(error.message ?? error).split('\n')[0]);
  process.exitCode = 1;
} finally {
  await browser.close();
}
