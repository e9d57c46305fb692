// A day at the console in a real browser, with a resident at a real kiosk at its beginning and its end: ten requests are
// triaged, one is handed to a partner who sees only that, two are merged, one goes up, a template, a saved filter, the
// round on paper, closing; the resident says that it is not solved and it stands first. The tools again without a script.
import assert from 'node:assert/strict';
import * as staff from './console.mjs';
import { atKiosk } from './hub.mjs';
import { browserTest, passwordOf } from './run.mjs';

const repair = (words, more = {}) => ({ op: 'request', kind: 'repair', fields: { area: 'room', room: 'qh3/4/402', words }, phone: '13800138000', ...more });
const lift = (words) => repair('', { place: 'qh3-lift', fields: { area: 'common', place: 'qh3/qh3-lift', words } });

async function open(hub, browser, login, options) {
  const page = await staff.openConsole(browser, hub.url, options);
  await staff.login(page, login, passwordOf(login));
  await page.waitForURL('**/requests');
  return page;
}

const theRepair = `
tap home.requests
tap requests.kind.repair
tap request.next
tap request.area.room
tap request.room.qh3
tap request.room.floor.4
tap request.room.room.402
tap request.words.phrase.2
tap request.next
tap request.time.day.1
tap request.time.slot.evening
tap request.next
type request.phone "13812345678"
tap request.next
tap request.next
tap request.submit
wait screen receipt 10s
keep receipt.code CODE
wait "已经送到社区" 30s
tap receipt.done
wait synced 30s`;

const notSolved = `
wait synced 30s
tap home.mine
type mine.code "$CODE"
tap mine.next
type mine.digits "5678"
tap mine.open
wait screen item 10s
expect "换了阀门"
tap item.rate
tap slip.verdict.not-solved
tap slip.grade.1
tap slip.submit
wait "重新在办" 30s
tap page.end`;

async function theDay(hub, browser, step) {
  atKiosk(hub, 'wait synced 30s', hub.run(['enrol', '--station', 'qinghe-1']).trim());
  await step('a resident at a kiosk reports a repair', async () => atKiosk(hub, theRepair));
  const others = [lift('停了'), lift('不动了'), repair('门锁坏了'), repair('灯不亮'), repair('没有热水'), repair('窗户关不上'), repair('下水道堵了'),
    { op: 'request', kind: 'hardship', fields: { words: '失业了' } }, { op: 'request', kind: 'question', fields: { words: '居住证怎么办' } }];
  const [first, second, handed] = others.map((each) => hub.push(each).split('\t')[0]);
  const page = await open(hub, browser, 'lihua');
  let residents;

  await step('ten are triaged: each has someone and a stage', async () => {
    await staff.openQueue(page, '?view=unassigned');
    const ids = (await staff.queueLines(page)).map((each) => each.id);
    assert.equal(ids.length, 10);
    residents = ids.find((each) => ![first, second, handed].includes(each) && each.startsWith('K1.'));
    for (const id of ids) {
      await staff.assignTo(page, id, 'lihua');
      await staff.moveTo(page, id, 'team');
    }
    await staff.openQueue(page, '?view=unassigned');
    assert.deepEqual(await staff.queueLines(page), []);
    await staff.openQueue(page, '?view=mine');
    assert.equal((await staff.queueLines(page)).length, 10);
  });

  await step('one is handed to a partner, who sees only that', async () => {
    await staff.handTo(page, handed, 'college', '学校能修');
    const theirs = await open(hub, browser, 'college');
    assert.deepEqual((await staff.queueLines(theirs)).map((each) => each.id), [handed]);
    await staff.openRequest(theirs, handed);
    assert.match(await theirs.innerText('#timeline'), /学校能修/);
    for (const id of [first, residents]) assert.equal((await theirs.goto(`/requests/${id}`)).status(), 403);
    await theirs.context().close();
  });

  await step('two are merged, and one is left in the queue', async () => {
    await staff.openRequest(page, second);
    assert.ok((await page.innerText('#merging')).includes(staff.shortOf(first)), 'the first is offered');
    await staff.mergeInto(page, second, first, '已经有人报修，一起办');
    await staff.openQueue(page);
    const ids = (await staff.queueLines(page)).map((each) => each.id);
    assert.ok(ids.includes(first) && !ids.includes(second));
  });

  await step('closed by staff, reopened by the resident at the kiosk, on top and to be visited', async () => {
    await staff.close(page, residents, 'solved', '换了阀门');
    await staff.openQueue(page);
    assert.ok(!(await staff.queueLines(page)).some((each) => each.id === residents));
    atKiosk(hub, notSolved);
    await staff.openQueue(page);
    const [top] = await staff.queueLines(page);
    assert.equal(top.id, residents);
    assert.match(top.words, /居民说没解决/);
    await page.goto('/visits');
    await page.fill(`[id="found-${residents}"]`, '阀门还在滴水');
    await page.click(`form[action="/visits/${residents}/done"] button`);
    await page.waitForSelector('.flash.good');
    await staff.openRequest(page, residents);
    assert.match(await page.innerText('#timeline'), /阀门还在滴水/);
  });

  await step('the kiosk has told of itself', async () => {
    await page.goto('/kiosks');
    const row = await page.innerText('tbody tr >> nth=0');
    assert.match(row, /准/);
    assert.match(row, /最新/);
  });
  assert.deepEqual(page.complaints, []);
  await page.context().close();
}

async function tools(hub, browser, step, javascript) {
  const how = javascript ? 'with htmx' : 'without a script';
  const [first, second, third] = [lift(`停了 ${how}`), lift(`停了 ${how}`), repair('门锁坏了')].map((each) => hub.push(each).split('\t')[0]);
  const page = await open(hub, browser, 'lihua', { javascript });

  await step(`${how}: merged, taken back, and up to the street office with the reason`, async () => {
    await staff.mergeInto(page, second, first);
    await page.click('#separate');
    await page.waitForSelector('.flash.good');
    await staff.handTo(page, third, 'college');
    await staff.handUp(page, first, 'street', '换电梯要街道来定');
    assert.match(await page.innerText('#level'), /街道/);
    assert.match(await page.innerText('#timeline'), /上报街道/);
  });

  await step(`${how}: a template fills the answer`, async () => {
    await staff.keepTemplate(page, `明天来 ${how}`, 'repair', '师傅明天上午来');
    await staff.openRequest(page, third);
    await page.click('#answer-choices summary');
    await page.click(`#answer-choices >> text=明天来 ${how}`);
    await page.waitForURL('**template=**');
    assert.equal(await page.inputValue('#answer'), '师傅明天上午来');
    await page.click('#send-answer');
    await page.waitForSelector('.flash.good');
  });

  await step(`${how}: a search is saved and found again`, async () => {
    await staff.openQueue(page);
    await page.fill('#f-q', '电梯');
    await page.click('#apply');
    await page.waitForURL('**q=**');
    await page.waitForSelector('#save-filter');
    await page.fill('#save-name', `电梯 ${how}`);
    await page.click('#save-filter');
    await page.waitForSelector('.flash.good');
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
    await page.goto('/figures');
    assert.ok((await page.$$eval('.chart rect', (found) => found.length)) === 36);
  });
  assert.deepEqual(page.complaints, []);
  await page.context().close();
}

await browserTest(async ({ hub, browser, step }) => {
  await theDay(hub, browser, step);
  await tools(hub, browser, step, true);
  await tools(hub, browser, step, false);
});
