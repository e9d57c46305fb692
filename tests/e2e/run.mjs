// What every browser test shares: named steps, a hub and a browser that always end, one line a failure.
import { openBrowser } from './console.mjs';
import { startHub } from './hub.mjs';

export const staff = [
  { login: 'lihua', role: 'desk', password: 'correct horse 1' },
  { login: 'wangwei', role: 'property', password: 'correct horse 2' },
  { login: 'college', role: 'partner', password: 'correct horse 3' },
  { login: 'editor', role: 'editor', password: 'correct horse 4' },
  { login: 'operator', role: 'operator', password: 'correct horse 5' },
];
export const passwordOf = (login) => staff.find((each) => each.login === login).password;

// body({hub, browser, step}); step(name, work) names what is being proved.
export async function browserTest(body, options = {}) {
  let hub;
  let browser;
  let current = 'start';
  const step = async (name, work) => {
    current = name;
    await work();
    console.log(`ok: ${name}`);
  };
  try {
    hub = await startHub({ staff, ...options });
    browser = await openBrowser();
    await body({ hub, browser, step });
    current = 'stop';
  } catch (error) {
    console.error(`failed: ${current}: ${error.stack ?? error}`);
    if (hub) console.error(hub.log());
    process.exitCode = 1;
  } finally {
    await browser?.close();
    try {
      await hub?.stop();
    } catch (error) {
      console.error(`failed: ${error.message}`);
      process.exitCode = 1;
    }
  }
}
