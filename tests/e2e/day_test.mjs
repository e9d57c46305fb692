// A day at the console in a real browser: two reports of one trouble, one handed to a partner who sees only that, one
// handed up, a template, a saved filter, the round on paper, a visit, the figures. With htmx and without any script.
import assert from 'node:assert/strict';
import * as staff from './console.mjs';
import { browserTest, passwordOf } from './run.mjs';

const repair = (words, more = {}) => ({ op: 'request', kind: 'repair', fields: { area: 'room', room: 'qh3/4/402', words }, phone: '13800138000', ...more });
const flash = '.flash.good';

async function press(page, selector) {
  await page.click(selector);
  await page.waitForSelector(flash);
}

async function day(hub, browser, step, javascript) {
  const how = javascript ? 'with htmx' : 'without a script';
  const lift = { place: 'qh3-lift', fields: { area: 'common', place: 'qh3/qh3-lift', words: `停了 ${how}` } };
  const [first, second, handed] = [repair('', lift), repair('', lift), repair('门锁坏了')].map((each) => hub.push(each).split('\t')[0]);
  const page = await staff.openConsole(browser, hub.url, { javascript });
  await staff.login(page, 'lihua', passwordOf('lihua'));
  await page.waitForURL('**/requests');

  await step(`${how}: the second report is merged into the first`, async () => {
    await staff.openRequest(page, second);
    assert.ok((await page.innerText('#merging')).includes(first.replace(/\.\d+\./, '-')), 'the first is offered');
    await staff.unfold(page, '#merging');
    await page.fill('#merge-number', first.replace(/\.\d+\./, '-'));
    await page.fill('#merge-words', '已经有人报修，一起办');
    await press(page, '#merge');
    await staff.openQueue(page);
    const ids = (await staff.queueLines(page)).map((each) => each.id);
    assert.ok(ids.includes(first) && !ids.includes(second));
  });

  await step(`${how}: one is handed to a partner, who sees only that`, async () => {
    await staff.openRequest(page, handed);
    await staff.unfold(page, '#handing');
    await page.selectOption('#partner', { index: 1 });
    await page.fill('#why', '学校能修');
    await press(page, '#hand');
    const theirs = await staff.openConsole(browser, hub.url, { javascript });
    await staff.login(theirs, 'college', passwordOf('college'));
    await theirs.waitForURL('**/requests');
    const lines = await staff.queueLines(theirs);
    assert.ok(lines.some((each) => each.id === handed) && !lines.some((each) => each.id === first));
    await staff.openRequest(theirs, handed);
    assert.match(await theirs.innerText('#timeline'), /学校能修/);
    assert.equal((await theirs.goto(`/requests/${first}`)).status(), 403);
    await theirs.context().close();
  });

  await step(`${how}: one goes up to the street office, with the reason`, async () => {
    await staff.openRequest(page, first);
    await staff.unfold(page, '#raising');
    await page.selectOption('#up-level', 'street');
    await page.fill('#up-words', '换电梯要街道来定');
    await press(page, '#up');
    assert.match(await page.innerText('#level'), /街道/);
    assert.match(await page.innerText('#timeline'), /上报街道/);
  });

  await step(`${how}: a template fills the answer`, async () => {
    await page.goto('/answers');
    await page.fill('#t-title', `明天来 ${how}`);
    await page.selectOption('#t-kind', 'repair');
    await page.fill('#t-words', '师傅明天上午来');
    await press(page, '#keep-answer');
    await staff.openRequest(page, handed);
    await page.click('#answer-choices summary');
    await page.click(`#answer-choices >> text=明天来 ${how}`);
    await page.waitForURL('**template=**');
    assert.equal(await page.inputValue('#answer'), '师傅明天上午来');
    await press(page, '#send-answer');
  });

  await step(`${how}: a search is saved and found again`, async () => {
    await staff.openQueue(page);
    await page.fill('#f-q', '电梯');
    await page.click('#apply');
    await page.waitForURL('**q=**');
    await page.waitForSelector('#save-filter');
    await page.fill('#save-name', `电梯 ${how}`);
    await press(page, '#save-filter');
    await staff.openQueue(page);
    await page.click(`#saved >> text=电梯 ${how}`);
    await page.waitForURL('**q=**');
    const lines = await staff.queueLines(page);
    assert.ok(lines.length > 0 && lines.every((each) => each.words.includes('电梯')));
  });

  await step(`${how}: the round prints without the frame, numbers by a form`, async () => {
    await page.goto('/round?desk=property');
    assert.ok(!(await page.content()).includes('13800138000'));
    await page.click('#round-phones');
    await page.waitForSelector('text=13800138000');
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.isVisible('.top'), false);
    assert.ok(await page.isVisible('.slip'));
    await page.emulateMedia({ media: 'screen' });
  });

  await step(`${how}: closed, graded 1: open again, and someone has to go`, async () => {
    await staff.close(page, handed, 'solved', '修好了');
    hub.push({ op: 'rate', item: handed, verdict: 'not-solved', grade: 1 });
    await page.goto('/visits');
    await page.fill(`[id="found-${handed}"]`, '锁还是坏的');
    await page.click(`form[action="/visits/${handed}/done"] button`);
    await page.waitForSelector(flash);
    await staff.openQueue(page);
    assert.equal((await staff.queueLines(page))[0].id, handed);
    await page.goto('/figures');
    assert.ok((await page.$$eval('.chart rect', (found) => found.length)) === 36);
    await staff.close(page, handed, 'not-possible', '请看公告');
  });
  assert.deepEqual(page.complaints, []);
  await page.context().close();
}

await browserTest(async ({ hub, browser, step }) => {
  await day(hub, browser, step, true);
  await day(hub, browser, step, false);
});
