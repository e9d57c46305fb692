// Rosters, waiting lists and whom to call; the fleet and its codes; what was held back.
import assert from 'node:assert/strict';
import * as staff from './console.mjs';
import { browserTest, passwordOf } from './run.mjs';

const signUp = (event, seats, ...names) => ({ op: 'sign-up', event, seats, names, phone: '13800138000' });

await browserTest(async ({ hub, browser, step }) => {
  const as = async (name, options) => {
    const page = await staff.openConsole(browser, hub.url, options);
    await staff.login(page, name, passwordOf(name));
    await page.waitForSelector('#logout');
    return page;
  };
  const desk = await as('lihua');

  await step('an event shows its seats, its roster and its waiting list', async () => {
    await desk.goto('/events');
    assert.ok((await desk.$$('.event')).length > 3);
    hub.push(signUp('electric', 1, '王芳'));
    await staff.openEvent(desk, 'electric');
    assert.match(await desk.innerText('main'), /王芳/);
    assert.ok(!(await desk.content()).includes('13800138000'));
  });

  await step('a cancellation needs a reason, moves the list up and names whom to call', async () => {
    await staff.openEvent(desk, 'electric');
    const capacity = Number(await desk.innerText('.figure b >> nth=0'));
    let first;
    for (let taken = 1; taken < capacity; taken += 1) {
      const item = hub.push(signUp('electric', 1, `居民${taken}`)).split('\t')[0];
      first ??= item;
    }
    const [, answer] = hub.push(signUp('electric', 1, '候补的人')).split('\t');
    assert.match(answer, /waitlisted/);
    await staff.cancelSignUp(desk, 'electric', first, '本人来电说不来了');
    await desk.goto('/calls');
    assert.match(await desk.innerText('main'), /候补的人/);
    await desk.click('text=已通知');
    await desk.waitForSelector('.flash.good');
    assert.ok(!(await desk.innerText('main')).includes('候补的人'));
    await desk.goto('/audit');
    assert.match(await desk.innerText('main'), /取消/);
    assert.ok(!(await desk.innerText('main')).includes('本人来电说不来了'), 'why is for the resident, not for the records');
  });

  await step('an editor sees the seats and no person', async () => {
    const page = await as('editor');
    await staff.openEvent(page, 'electric');
    assert.ok(!(await page.innerText('main')).includes('王芳'));
  });

  await step('what the hub did not understand is held back and looked at', async () => {
    hub.push({ op: 'book-a-boat' });
    await desk.goto('/quarantine');
    assert.match(await desk.innerText('main'), /book-a-boat/);
    await desk.click('text=标为已查看');
    await desk.waitForSelector('.flash.good');
  });

  await step('a code is shown once; revoking asks first', async () => {
    const page = await as('operator');
    const code = await staff.makeEnrolmentCode(page, 'qinghe-2');
    assert.match(code, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){5}$/);
    await page.goto('/kiosks');
    assert.ok(!(await page.content()).includes(code));
    assert.match(await page.innerText('main'), /K1/);
    await page.click('a[href="/kiosks/K1/revoke"]');
    assert.match(await page.innerText('h1'), /停用终端 K1/);
    await page.click('#revoke');
    await page.waitForSelector('.flash.good');
    assert.match(await page.innerText('main'), /已停用/);
  });
  assert.deepEqual(desk.complaints, []);
});
