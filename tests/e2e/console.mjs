// The staff's console driven by a real browser: each function is one thing a member of staff does.
import { chromium } from 'playwright-core';

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

// `headless` is passed by playwright itself. The system's Chromium; nothing is downloaded.
export async function openBrowser() {
  return chromium.launch({ executablePath: process.env.LINLI_CHROMIUM ?? '/usr/bin/chromium', args: flags });
}

// A page in a context of its own (own cookies). Fails the test on whatever the page itself complains about: a refused
// script or style, an error in a script.
export async function openConsole(browser, url, { javascript = true, language = 'zh-CN', width = 1280, height = 900 } = {}) {
  const context = await browser.newContext({ javaScriptEnabled: javascript, baseURL: url, viewport: { width, height } });
  await context.addCookies([{ name: 'linli_language', value: language, url }]);
  const page = await context.newPage();
  page.complaints = [];
  page.on('console', (message) => {
    const status = /Failed to load resource: the server responded with a status of 4\d\d/.test(message.text());
    if (message.type() === 'error' && !status) page.complaints.push(message.text());
  });
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  return page;
}

export async function login(page, name, password) {
  await page.goto('/login');
  await page.fill('#login', name);
  await page.fill('#password', password);
  await page.click('#login-submit');
}

export async function logout(page) {
  await page.click('#logout');
  await page.waitForURL('**/login**');
}

export async function openQueue(page, query = '') {
  await page.goto(`/requests${query}`);
}

// The queue's lines as staff read them, top first.
export async function queueLines(page) {
  return page.$$eval('#queue tbody tr', (rows) => rows.map((row) => ({
    id: row.querySelector('a.cover').getAttribute('href').split('/').pop(),
    words: row.innerText.replace(/\s+/g, ' ').trim(),
  })));
}

export async function openRequest(page, id) {
  await page.goto(`/requests/${encodeURIComponent(id)}`);
}

// Presses a button and waits for what it leads to: a page, or with htmx the swapped part.
async function press(page, selector, expected) {
  await page.click(selector);
  await page.waitForSelector(expected);
}

// What is rarely needed is folded away.
export async function unfold(page, selector) {
  if ((await page.getAttribute(selector, 'open')) === null) await page.click(`${selector} > summary`);
}

const flash = '.flash.good';

export async function answer(page, id, words) {
  await openRequest(page, id);
  await page.fill('#answer', words);
  await press(page, '#send-answer', flash);
}

export async function note(page, id, words) {
  await openRequest(page, id);
  await page.fill('#note', words);
  await press(page, '#save-note', flash);
}

// stage: intake, team, discuss, solve
export async function moveTo(page, id, stage) {
  await openRequest(page, id);
  await press(page, `#stage-${stage}`, `#stage-${stage}[aria-current]`);
}

export async function assignTo(page, id, name) {
  await openRequest(page, id);
  const value = await page.$$eval('#assignee option', (all, wanted) => all.find((each) => each.textContent.startsWith(wanted))?.value, name);
  await page.selectOption('#assignee', value);
  await press(page, '#assign', flash);
}

// ending: solved, not-possible, someone-elses
export async function close(page, id, ending, words, whose = '') {
  await openRequest(page, id);
  await page.check(`#ending-${ending}`);
  if (whose) await page.fill('#whose', whose);
  await page.fill('#close-words', words);
  await press(page, '#close', flash);
}

export async function reopen(page, id, words) {
  await openRequest(page, id);
  await page.fill('#reopen-words', words);
  await press(page, '#reopen', flash);
}

// The number as it is printed: K1-57.
export const shortOf = (id) => id.replace(/\.\d+\./, '-');

export async function mergeInto(page, id, other, words = '') {
  await openRequest(page, id);
  await unfold(page, '#merging');
  await page.fill('#merge-number', shortOf(other));
  await page.fill('#merge-words', words);
  await press(page, '#merge', flash);
}

// partner: the login's beginning of the choice's label.
export async function handTo(page, id, partner, why = '') {
  await openRequest(page, id);
  await unfold(page, '#handing');
  const value = await page.$$eval('#partner option', (all, wanted) => all.find((each) => each.textContent.startsWith(wanted))?.value, partner);
  await page.selectOption('#partner', value);
  await page.fill('#why', why);
  await press(page, '#hand', flash);
}

export async function handUp(page, id, level, why) {
  await openRequest(page, id);
  await unfold(page, '#raising');
  await page.selectOption('#up-level', level);
  await page.fill('#up-words', why);
  await press(page, '#up', flash);
}

export async function keepTemplate(page, title, kind, words) {
  await page.goto('/answers');
  await page.fill('#t-title', title);
  await page.selectOption('#t-kind', kind);
  await page.fill('#t-words', words);
  await press(page, '#keep-answer', flash);
}

export async function saveFilter(page, query, name) {
  await openQueue(page, query);
  await page.fill('#save-name', name);
  await press(page, '#save-filter', flash);
}

export async function showPhone(page, id) {
  await openRequest(page, id);
  await page.click('#show-phone');
  return (await page.waitForSelector('#phone')).innerText();
}

export async function openEvent(page, event) {
  await page.goto(`/events/${encodeURIComponent(event)}`);
}

export async function cancelSignUp(page, event, item, reason) {
  await page.goto(`/signups/${encodeURIComponent(item)}/cancel?event=${encodeURIComponent(event)}`);
  await page.fill('#reason', reason);
  await press(page, '#cancel-signup', flash);
}

export async function makeEnrolmentCode(page, station) {
  await page.goto('/kiosks');
  await page.selectOption('#station', station);
  await page.click('#enrol');
  return (await page.waitForSelector('#code')).innerText();
}

export async function revokeKiosk(page, kiosk) {
  await page.goto(`/kiosks/${encodeURIComponent(kiosk)}/revoke`);
  await press(page, '#revoke', flash);
}

// A new event in Chinese, one session, published. Returns its id.
export async function makeEvent(page, title, day, from, until, capacity) {
  await page.goto('/events/new');
  const words = { title, summary: `${title}，欢迎来`, place: '青禾公寓二楼教室', who: '大家都可以来', cost: '免费' };
  for (const [field, value] of Object.entries(words)) await page.fill(`[id="${field}-zh-CN"]`, value);
  await page.selectOption('#kind', 'night-class');
  await page.fill('#sessions-0-date', day);
  await page.fill('#sessions-0-from', from);
  await page.fill('#sessions-0-until', until);
  await page.fill('#capacity', capacity);
  await press(page, '#publish', flash);
  return new URL(page.url()).pathname.split('/').pop();
}

export async function callOff(page, event, reason) {
  await page.goto(`/events/${encodeURIComponent(event)}/calloff`);
  await page.fill('[id="reason-zh-CN"]', reason);
  await press(page, '#call-off', flash);
}

// As a scanner does it: the number and a line end into the field that has the focus. Returns what the page says.
export async function arrive(page, event, number) {
  await page.goto(`/events/${encodeURIComponent(event)}/attend`);
  await page.keyboard.type(number);
  await page.keyboard.press('Enter');
  return (await page.waitForSelector('#said')).innerText();
}
