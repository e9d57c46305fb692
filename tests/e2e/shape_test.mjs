// What the console looks like to hands and eyes, each page at a desk's width and at a telephone's, in both languages:
// axe finds nothing, nothing hangs over, every control is reached by the keyboard and shows that it is, and nothing
// comes from anywhere else.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as staff from './console.mjs';
import { source } from './hub.mjs';
import { browserTest, passwordOf } from './run.mjs';

const axe = readFileSync(join(source, 'node_modules/axe-core/axe.min.js'), 'utf8');

// Through the debugger, which the page's policy does not stop.
async function violations(page) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations: found } = await window.axe.run(document, { resultTypes: ['violations'] });
    return found.map((each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
  });
}

// Once round with Tab. Radio buttons are one stop together; what is folded away is none.
async function roundTheKeyboard(page, path) {
  const wanted = await page.evaluate(() => {
    const groups = new Set();
    const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')].filter((each) => {
      if (each.disabled || each.type === 'hidden' || each.tabIndex < 0 || !each.checkVisibility({ visibilityProperty: true })) return false;
      if (each.type !== 'radio') return true;
      const group = `${[...document.forms].indexOf(each.form)} ${each.name}`;
      return !groups.has(group) && Boolean(groups.add(group));
    });
    window.reached = new Set();
    window.unseen = [];
    document.addEventListener('focusin', ({ target }) => {
      const group = target.type === 'radio' ? [...target.form.elements[target.name]].map((each) => stops.indexOf(each)).find((at) => at >= 0) : stops.indexOf(target);
      if (group >= 0) window.reached.add(group);
      const shown = [[target], [target, '::after'], [target.nextElementSibling]].filter(([each]) => each)
        .some((each) => { const style = getComputedStyle(...each); return style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 2; });
      if (!shown && !target.matches('main')) window.unseen.push(target.outerHTML.slice(0, 120));
    });
    window.stops = stops;
    return stops.length;
  });
  // A date is several stops.
  for (let round = 0; round < 4; round += 1) {
    for (let i = 0; i <= wanted; i += 1) await page.keyboard.press('Tab');
    if (await page.evaluate(() => window.reached.size === window.stops.length)) break;
  }
  const missed = await page.evaluate(() => window.stops.filter((each, at) => !window.reached.has(at)).map((each) => each.outerHTML.slice(0, 120)));
  assert.deepEqual(missed, [], `${path}: not reached by Tab`);
  assert.deepEqual(await page.evaluate(() => window.unseen), [], `${path}: focus is not shown`);
}

// Something on every page: each kind of request's page, a merged pair, a grade to visit, a template, a saved filter.
async function prepare(hub, browser) {
  const lift = { op: 'request', kind: 'repair', place: 'qh3-lift', fields: { area: 'common', place: 'qh3/qh3-lift', words: '停了' } };
  const room = { op: 'request', kind: 'repair', fields: { area: 'room', room: 'qh3/4/402', words: '漏水'.repeat(80) }, phone: '13800138000' };
  const [open, first, second, closed, again] = [room, lift, lift, room, room].map((each) => hub.push(each).split('\t')[0]);
  hub.push({ op: 'sign-up', event: 'electric', seats: 1, names: ['王芳'], phone: '13800138000' });
  hub.push({ op: 'book-a-boat' });
  const page = await staff.openConsole(browser, hub.url);
  await staff.login(page, 'lihua', passwordOf('lihua'));
  await page.waitForURL('**/requests');
  await staff.mergeInto(page, second, first);
  await staff.answer(page, open, '师傅明天来');
  await staff.note(page, open, '配件要明天到');
  for (const id of [closed, again]) await staff.close(page, id, 'solved', '修好了');
  hub.push({ op: 'rate', item: again, verdict: 'not-solved', grade: 1 });
  await staff.keepTemplate(page, '明天来', 'repair', '师傅明天上午来');
  await staff.saveFilter(page, '?clock=soon', '快到时的');
  await page.context().close();
  return { open, first, second, closed, again };
}

await browserTest(async ({ hub, browser, step }) => {
  const made = await prepare(hub, browser);
  const sign = hub.push({ op: 'sign-up', event: 'electric', seats: 1, names: ['李建国'], phone: '13800138000' }).split('\t')[0];
  const requests = Object.values(made).map((id) => `/requests/${id}`);
  const paths = {
    lihua: ['/requests', '/requests?view=closed&kind=repair', '/requests?q=zzz', ...requests, `/requests/${made.closed}/erase`, '/round', '/visits',
      '/answers', '/answers?edit=1', '/figures', '/events', '/events/electric', '/events/electric/sheet', '/events/electric/attend', `/signups/${sign}/cancel?event=electric`, '/calls', '/quarantine',
      '/quarantine/1', '/kiosks', '/audit', '/password', '/nothing'],
    wangwei: ['/requests', requests[0], '/figures'],
    editor: ['/content', '/content?type=guide', '/notices/new', '/notices/water-stop/history', '/guides/medical-join/edit', '/guides/medical-join/preview',
      '/guides/medical-join/down', '/events/new', '/events/electric/edit', '/events/electric/calloff'],
    operator: ['/kiosks', '/kiosks/K1/revoke', '/audit', '/staff'],
  };

  for (const [name, all] of Object.entries(paths)) {
    for (const [width, language] of [[1280, 'zh-CN'], [390, 'en']]) {
      await step(`${name}, ${width} px, ${language}: axe finds nothing, nothing hangs over, the keyboard reaches all`, async () => {
        const page = await staff.openConsole(browser, hub.url, { width, language });
        const elsewhere = [];
        page.on('request', (request) => { if (!request.url().startsWith(hub.url)) elsewhere.push(request.url()); });
        for (const path of ['/login', ...all]) {
          if (path === all[0]) {
            await staff.login(page, name, passwordOf(name));
            await page.waitForSelector('#logout');
          }
          await page.goto(path);
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, `${path} is too wide`);
          assert.equal(await page.$$eval('h1', (found) => found.length), 1, `${path} has one heading`);
          assert.deepEqual(await violations(page), [], path);
          await roundTheKeyboard(page, path);
        }
        assert.deepEqual(elsewhere, []);
        assert.deepEqual(page.complaints, []);
        await page.context().close();
      });
    }
  }

  await step('by keyboard alone: log in, reach the first request, unfold, answer it', async () => {
    const page = await staff.openConsole(browser, hub.url);
    await page.goto('/login');
    await page.keyboard.type('lihua');
    await page.keyboard.press('Tab');
    await page.keyboard.type(passwordOf('lihua'));
    await page.keyboard.press('Enter');
    await page.waitForURL('**/requests');
    const tabTo = async (selector) => {
      for (let i = 0; i < 60; i += 1) {
        await page.keyboard.press('Tab');
        if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
      }
      assert.fail(`${selector} is not reached`);
    };
    await tabTo('#queue tbody tr:first-child a.cover');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#request');
    await tabTo('#handing > summary');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#partner');
    await page.keyboard.press('Shift+Tab');
    await page.evaluate(() => document.querySelector('#main').focus());
    await tabTo('#answer');
    await page.keyboard.type('please wait');
    await tabTo('#send-answer');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.flash.good');
    assert.match(await page.innerText('#timeline'), /please wait/);
  });
});
