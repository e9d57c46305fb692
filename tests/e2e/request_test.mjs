// One request from the queue to its end, with htmx and without any script at all.
import assert from 'node:assert/strict';
import * as staff from './console.mjs';
import { browserTest, passwordOf } from './run.mjs';

const repair = (words, more = {}) => ({ op: 'request', kind: 'repair', fields: { area: 'room', room: 'qh3/4/402', words }, phone: '13800138000', ...more });

async function wholeLife(hub, browser, step, javascript) {
  const how = javascript ? 'with htmx' : 'without a script';
  const page = await staff.openConsole(browser, hub.url, { javascript });
  await staff.login(page, 'lihua', passwordOf('lihua'));
  const id = hub.push(repair(`漏水 <script>document.title='taken'</script> ${how}`)).split('\t')[0];

  await step(`${how}: the queue shows it, without its words`, async () => {
    await staff.openQueue(page);
    const line = (await staff.queueLines(page)).find((each) => each.id === id);
    assert.ok(line, 'not in the queue');
    assert.match(line.words, /物业报修/);
    assert.match(line.words, /2 小时内回应|1 小时内回应/);
    assert.ok(!line.words.includes('漏水'));
  });

  await step(`${how}: its page shows the words as text, and the room by its name`, async () => {
    await page.click(`a[href="/requests/${id}"]`);
    await page.waitForSelector('#request');
    const words = await page.innerText('#words');
    assert.match(words, /<script>document.title='taken'<\/script>/);
    assert.match(words, /3 号楼 402/);
    assert.ok(!(await page.title()).includes('taken'));
  });

  await step(`${how}: the number is shown when asked for, and recorded`, async () => {
    assert.ok(!(await page.content()).includes('13800138000'));
    assert.equal(await staff.showPhone(page, id), '13800138000');
    await page.goto('/audit');
    assert.match(await page.innerText('main'), /查看电话/);
  });

  await step(`${how}: assigned, moved on, noted, answered`, async () => {
    await staff.assignTo(page, id, 'wangwei');
    await staff.moveTo(page, id, 'team');
    await staff.note(page, id, '配件要明天到');
    await staff.answer(page, id, '师傅今晚八点前上门');
    await staff.openRequest(page, id);
    const told = await page.innerText('#timeline');
    assert.match(told, /师傅今晚八点前上门/);
    assert.match(told, /配件要明天到/);
    assert.match(await page.innerText('#clock'), /办结/);
    assert.match(await page.$eval('#assignee', (each) => each.selectedOptions[0].textContent), /wangwei/);
  });

  await step(`${how}: closed by staff, reopened by the resident, on top`, async () => {
    await staff.close(page, id, 'solved', '修好了，请您验收');
    await staff.openQueue(page);
    assert.ok(!(await staff.queueLines(page)).some((each) => each.id === id));
    hub.push({ op: 'rate', item: id, verdict: 'not-solved', grade: 2 });
    await staff.openQueue(page);
    const [top] = await staff.queueLines(page);
    assert.equal(top.id, id);
    assert.match(top.words, /居民说没解决|居民第/);
    await staff.openRequest(page, id);
    assert.match(await page.innerText('.side'), /没解决 · 2 星/);
  });

  await step(`${how}: someone else's, and whose`, async () => {
    await staff.close(page, id, 'someone-elses', '请找供电公司', '区供电公司');
    await staff.openRequest(page, id);
    assert.match(await page.innerText('#request'), /区供电公司/);
    await staff.reopen(page, id, '供电公司说不是他们的');
    assert.ok(await page.isVisible('#answer'));
    await staff.close(page, id, 'not-possible', '请看公告');
  });
  assert.deepEqual(page.complaints, []);
  await page.context().close();
}

await browserTest(async ({ hub, browser, step }) => {
  await wholeLife(hub, browser, step, true);
  await wholeLife(hub, browser, step, false);

  await step('the filters narrow the queue in place', async () => {
    hub.push({ op: 'request', kind: 'hardship', fields: { words: '失业了' } });
    const page = await staff.openConsole(browser, hub.url);
    await staff.login(page, 'lihua', passwordOf('lihua'));
    await page.waitForURL('**/requests');
    await page.selectOption('#f-kind', 'hardship');
    await page.waitForURL('**kind=hardship**');
    await page.waitForFunction(() => document.querySelectorAll('#queue tbody tr').length === 1);
    assert.deepEqual(page.complaints, []);
  });

  await step('property sees repairs only, and a number only where it was allowed', async () => {
    const hidden = hub.push(repair('灯不亮')).split('\t')[0];
    const allowed = hub.push(repair('门锁坏了', { phone: '13900139000', property_may_see_phone: true })).split('\t')[0];
    const page = await staff.openConsole(browser, hub.url);
    await staff.login(page, 'wangwei', passwordOf('wangwei'));
    await page.waitForURL('**/requests');
    assert.ok((await staff.queueLines(page)).every((each) => each.words.includes('物业报修')));
    assert.equal(await staff.showPhone(page, allowed), '13900139000');
    await staff.openRequest(page, hidden);
    assert.match(await page.innerText('#words'), /没有同意/);
    assert.equal(await page.$('#show-phone'), null);
  });

  await step('a form from another page is refused and changes nothing', async () => {
    const id = hub.push(repair('下水道堵了')).split('\t')[0];
    const page = await staff.openConsole(browser, hub.url, { javascript: false });
    await staff.login(page, 'lihua', passwordOf('lihua'));
    await staff.openRequest(page, id);
    await page.fill('#answer', 'planted');
    await page.$eval('#send-answer', (button) => { button.form.elements.csrf.value = 'guess'; });
    const [response] = await Promise.all([page.waitForResponse((each) => each.request().method() === 'POST'), page.click('#send-answer')]);
    assert.equal(response.status(), 403);
    await staff.openRequest(page, id);
    assert.ok(!(await page.innerText('#timeline')).includes('planted'));
  });
});
