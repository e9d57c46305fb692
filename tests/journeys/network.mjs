// A bad network between kiosks and a hub: a proxy on a free port of loopback that does to each reply what a file says.
//   node network.mjs HUB_URL MODE_FILE
// Prints `listening on URL`, then a line for each fault that it made. MODE_FILE holds one line, read anew for each request:
//   pass              as it is
//   portal            200 and a page, whatever is asked
//   slow MS           the reply comes that much later
//   cut               the length of the whole body, half of it, and the end
//   half              a complete reply of half the body
//   flip              one bit of the body is another
//   foreign URL       another hub answers
//   die-after PID     a push is answered by the hub; the hub is killed, and nobody hears the answer
//   die-before PID    the hub is killed while the last byte of a push is still under way
import { readFileSync } from 'node:fs';
import http from 'node:http';

const [hub, modeFile] = process.argv.slice(2);
const portal = '<!doctype html><title>Welcome</title><h1>Please log in to use this network</h1>';
const say = (line) => console.log(line);

function collect(stream) {
  return new Promise((done, failed) => {
    const parts = [];
    stream.on('data', (part) => parts.push(part));
    stream.on('end', () => done(Buffer.concat(parts)));
    stream.on('error', failed);
  });
}

function ask(base, request) {
  const headers = { ...request.headers, connection: 'close' };
  const sent = http.request(new URL(request.url, base), { method: request.method, headers, agent: false });
  const reply = new Promise((done, failed) => {
    sent.on('error', failed);
    sent.on('response', (response) => collect(response).then(
      (body) => done({ status: response.statusCode, headers: response.headers, body }), failed));
  });
  // Whoever only kills the hub does not wait for it.
  reply.catch(() => {});
  return { sent, reply };
}

function answer(response, { status, headers, body }, length = body.length) {
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !/^(connection|keep-alive|transfer-encoding|content-length)$/.test(name)));
  response.writeHead(status, { ...kept, 'content-length': length });
  response.write(body);
}

async function serve(request, response) {
  const body = await collect(request);
  const [mode, argument] = readFileSync(modeFile, 'utf8').trim().split(' ');
  const what = `${request.method} ${request.url.split('?')[0]}`;
  const is_push = what === 'POST /v1/push';
  if (mode === 'portal') {
    say(`portal ${what}`);
    response.writeHead(200, { 'content-type': 'text/html' });
    return response.end(portal);
  }
  const { sent, reply } = ask(mode === 'foreign' ? argument : hub, request);
  if (mode === 'die-before' && is_push) {
    await new Promise((done) => sent.write(body.subarray(0, -1), done));
    process.kill(Number(argument), 'SIGKILL');
    say(`die-before ${what}`);
    return response.destroy();
  }
  sent.end(body);
  if (mode === 'slow') say(`slow ${what}`);
  const got = await reply;
  switch (mode) {
    case 'slow':
      await new Promise((done) => setTimeout(done, Number(argument)));
      break;
    case 'die-after':
      if (!is_push) break;
      process.kill(Number(argument), 'SIGKILL');
      say(`die-after ${what} ${got.status}`);
      return response.destroy();
    case 'cut':
      say(`cut ${what}`);
      answer(response, { ...got, body: got.body.subarray(0, got.body.length / 2) }, got.body.length);
      return response.socket.end();
    case 'half':
      say(`half ${what}`);
      got.body = got.body.subarray(0, got.body.length / 2);
      break;
    case 'flip':
      say(`flip ${what}`);
      got.body[Math.floor(got.body.length / 2)] ^= 1;
      break;
    case 'foreign':
      say(`foreign ${what} ${got.status}`);
      break;
  }
  answer(response, got);
  response.end();
}

const server = http.createServer((request, response) => {
  // No hub behind it: the connection breaks off, as it would without the proxy.
  serve(request, response).catch(() => response.destroy());
});
server.listen(0, '127.0.0.1', () => say(`listening on http://127.0.0.1:${server.address().port}`));
