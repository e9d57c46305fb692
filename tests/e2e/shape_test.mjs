// What the console looks like to hands and eyes: by keyboard alone, on a telephone, with enough contrast, every input
// with a label, and nothing from anywhere else.
import assert from 'node:assert/strict';
import * as staff from './console.mjs';
import { browserTest, passwordOf } from './run.mjs';

// Contrast of each piece of text against the nearest painted background behind it (WCAG 2, relative luminance).
function lowContrast() {
  const parse = (css) => css.match(/[\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => {
    const part = (value) => (value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const behind = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const colour = parse(getComputedStyle(each).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const found = [];
  for (const element of document.body.querySelectorAll('*')) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || element.closest('.vh, .skip') || element.getClientRects().length === 0) continue;
    const [a, b] = [luminance(parse(getComputedStyle(element).color)), luminance(behind(element))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) found.push(`${element.tagName}.${element.className} "${element.textContent.trim().slice(0, 20)}" ${ratio.toFixed(2)}`);
  }
  return found;
}

function unlabelled() {
  return [...document.querySelectorAll('input:not([type=hidden]), select, textarea, button')]
    .filter((each) => !(each.labels?.length || each.textContent.trim() || each.getAttribute('aria-label')))
    .map((each) => each.outerHTML);
}

await browserTest(async ({ hub, browser, step }) => {
  const id = hub.push({ op: 'request', kind: 'repair', fields: { area: 'room', room: 'qh3/4/402', words: '漏水'.repeat(80) }, phone: '13800138000' }).split('\t')[0];
  hub.push({ op: 'request', kind: 'repair', place: 'qh3-lift', fields: { area: 'common', place: 'qh3/qh3-lift', words: '停了' } });
  hub.push({ op: 'sign-up', event: 'electric', seats: 1, names: ['王芳'], phone: '13800138000' });
  hub.push({ op: 'book-a-boat' });
  const paths = {
    lihua: ['/requests', `/requests/${id}`, '/events', '/events/electric', '/events/electric/edit', '/events/electric/calloff', '/events/electric/attend', '/content', '/notices/new', '/notices/water-stop/history', '/calls', '/quarantine', '/kiosks', '/audit', '/round', '/visits', '/answers', '/figures', '/password', '/nothing'],
    editor: ['/content?type=guide', '/guides/medical-join/edit', '/guides/medical-join/preview', '/guides/medical-join/down', '/events/new'],
    operator: ['/kiosks', '/kiosks/K1/revoke', '/audit', '/staff'],
  };

  for (const [name, all] of Object.entries(paths)) {
    for (const [width, language] of [[1280, 'zh-CN'], [390, 'en']]) {
      await step(`${name}, ${width} px, ${language}: nothing hangs over, everything can be read and is labelled`, async () => {
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
          assert.deepEqual(await page.evaluate(lowContrast), [], path);
          assert.deepEqual(await page.evaluate(unlabelled), [], path);
          assert.equal(await page.$$eval('h1', (found) => found.length), 1, `${path} has one heading`);
          assert.equal(await page.$$eval('main', (found) => found.length), 1, path);
        }
        assert.deepEqual(elsewhere, []);
        assert.deepEqual(page.complaints, []);
        await page.context().close();
      });
    }
  }

  await step('by keyboard alone: log in, reach the first request, answer it', async () => {
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
        if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) {
          const outline = await page.evaluate(() => {
            const focused = document.activeElement;
            return [getComputedStyle(focused), getComputedStyle(focused, '::after')].some((style) => style.outlineStyle === 'solid');
          });
          assert.ok(outline, `${selector} shows its focus`);
          return;
        }
      }
      assert.fail(`${selector} is not reached`);
    };
    await tabTo('#queue tbody tr:first-child a.cover');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#request');
    await tabTo('#answer');
    await page.keyboard.type('please wait');
    await tabTo('#send-answer');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.flash.good');
    assert.match(await page.innerText('#timeline'), /please wait/);
  });
});
