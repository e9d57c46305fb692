// Logging in: the right password, a wrong one, too many; what each role gets to see.
import assert from 'node:assert/strict';
import { login, logout, openConsole } from './console.mjs';
import { browserTest, passwordOf } from './run.mjs';

await browserTest(async ({ hub, browser, step }) => {
  const open = () => openConsole(browser, hub.url);

  await step('the right password opens the queue', async () => {
    const page = await open();
    await login(page, 'lihua', passwordOf('lihua'));
    await page.waitForURL('**/requests');
    assert.equal(await page.innerText('h1'), '今天的诉求');
    const [cookie] = (await page.context().cookies()).filter((each) => each.name === 'linli_session');
    assert.ok(cookie.httpOnly);
    assert.equal(cookie.sameSite, 'Strict');
    assert.deepEqual(page.complaints, []);
  });

  await step('a deep link comes back after logging in', async () => {
    const page = await open();
    await page.goto('/events');
    await page.fill('#login', 'lihua');
    await page.fill('#password', passwordOf('lihua'));
    await page.click('#login-submit');
    await page.waitForURL('**/events');
  });

  await step('a wrong password and an unknown login read the same', async () => {
    const page = await open();
    const said = [];
    for (const name of ['lihua', 'nobody']) {
      await login(page, name, 'wrong');
      said.push(await page.innerText('#login-problem'));
      assert.equal(await page.inputValue('#login'), name);
      assert.equal(await page.inputValue('#password'), '');
    }
    assert.equal(said[0], said[1]);
  });

  await step('too many tries hold that login up, in kind words', async () => {
    const page = await open();
    for (let i = 0; i < 9; i += 1) await login(page, 'college', 'wrong');
    assert.match(await page.innerText('#login-problem'), /先歇一会儿/);
    await login(page, 'college', passwordOf('college'));
    assert.match(await page.innerText('#login-problem'), /先歇一会儿/);
  });

  await step('each role starts on its own page and is refused the others', async () => {
    const first = { wangwei: '/requests', editor: '/events', operator: '/kiosks' };
    const refused = { wangwei: ['/events', '/kiosks', '/audit'], editor: ['/requests', '/kiosks'], operator: ['/requests', '/events'] };
    for (const [name, path] of Object.entries(first)) {
      const page = await open();
      await login(page, name, passwordOf(name));
      await page.waitForURL(`**${path}`);
      const links = await page.$$eval('.nav a', (all) => all.map((each) => each.getAttribute('href')));
      for (const other of refused[name]) {
        assert.equal((await page.goto(other)).status(), 403, `${name} ${other}`);
        assert.ok(!links.includes(other), `${name} sees a link to ${other}`);
      }
      await page.context().close();
    }
  });

  await step('logging out ends it, and the back button shows nothing', async () => {
    const page = await open();
    await login(page, 'lihua', passwordOf('lihua'));
    await page.waitForURL('**/requests');
    await logout(page);
    await page.goBack();
    await page.waitForURL('**/login**');
  });

  await step('the language is a link away and stays', async () => {
    const page = await open();
    await page.goto('/login');
    await page.click('text=English');
    assert.equal(await page.innerText('h1'), 'Log in');
    await login(page, 'lihua', passwordOf('lihua'));
    assert.equal(await page.innerText('h1'), 'Requests today');
    assert.equal(await page.getAttribute('html', 'lang'), 'en');
  });
});
