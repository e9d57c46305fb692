// What the kiosk says of itself (--stats), medians of seven runs, under Xvfb and offscreen, over the sample station on its
// own disk and without a hub; then what it uses in thirty seconds of an empty room, with its hub in reach:
//   node tests/bench/screen.mjs [--bin build/release/bin] [--runs 7]
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const root = resolve(fileURLToPath(import.meta.url), "../../..");
const option = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const bin = resolve(option("--bin", join(root, "build/release/bin")));
const runs = Number(option("--runs", 7));
const work = mkdtempSync(join(tmpdir(), "linli-bench-"));
const started = [];

function run(program, args, input = "") {
  const done = spawnSync(program, args, { input, encoding: "utf8" });
  if (done.status !== 0) throw new Error(`${program}: ${done.stderr || done.stdout}`);
  return done.stdout;
}

// The first line of a child that goes on.
function start(program, args, pattern, options = {}) {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "ignore", "pipe"], ...options });
  started.push(child);
  return new Promise((found, failed) => {
    let text = "";
    for (const stream of [child.stdout, child.stdio[3]]) {
      stream.on("data", (data) => {
        text += data;
        const match = pattern.exec(text);
        if (match) found({ child, value: match[1] });
      });
    }
    child.on("exit", () => failed(new Error(`${program} ended`)));
  });
}
const ended = (child) => new Promise((done) => { child.removeAllListeners("exit"); child.on("exit", done); child.kill(); });

// Of all threads: processor time by the scheduler, in ms, and how often one of them was put on a core by itself.
function used(pid) {
  const sum = { cpu_ms: 0, switches: 0 };
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    sum.cpu_ms += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]) / 1e6;
    sum.switches += Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/task/${thread}/status`, "utf8"))[1]);
  }
  return sum;
}
// Thirty seconds before an empty room, once the start and the first sync are over.
async function idle(pid) {
  let before = used(pid);
  for (let quiet = 0; quiet < 3;) {
    await sleep(1000);
    const now = used(pid);
    quiet = now.cpu_ms - before.cpu_ms < 2 ? quiet + 1 : 0;
    before = now;
  }
  await sleep(30_000);
  const after = used(pid);
  return { seconds: 30, cpu_ms: Number((after.cpu_ms - before.cpu_ms).toFixed(2)), switches: after.switches - before.switches };
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

// One resident after the other: a request handed in, a sign-up, a guide read, in the middle of it the text made larger.
// Every key of the keyboard is a tap.
const resident = (n) => `tap attract.start
tap home.requests
tap requests.kind.repair
tap request.next
tap request.area.room
tap request.room.qh3
tap request.room.floor.4
tap request.room.room.402
tap request.words.phrase.2
type request.words "Tap drips"
tap keyboard.done
tap request.next
tap request.time.day.1
tap request.time.slot.evening
tap request.next
tap request.next
type request.digits "${1000 + n}"
tap request.next
tap request.submit
wait screen receipt 10s
tap receipt.done
tap home.events
tap events.show.week
tap events.item.jobfair
tap event.signup
tap signup.next
type signup.phone "138000022${10 + n}"
tap signup.next
tap signup.next
tap signup.submit
wait screen receipt 10s
tap receipt.done
tap home.ask
tap ask.topic.medical
tap topic.guide.medical-join
tap page.back
tap page.back
tap page.back
tap home.appearance
tap appearance.size.large
tap appearance.done
tap home.mine
tap page.end
elapse 130s
expect screen attract
`;
const journey = join(work, "bench.journey");

try {
  const { child: hub, value: url } = await (async () => {
    run(bin + "/linli-hub", ["--data", join(work, "hub"), "load", join(root, "assets/sample")]);
    return start(bin + "/linli-hub", ["--data", join(work, "hub"), "serve", "--listen", "127.0.0.1:0"], /^listening on (\S+)/m);
  })();
  const code = run(bin + "/linli-hub", ["--data", join(work, "hub"), "enrol", "--station", "qinghe-1"]).trim().split("\n").pop();
  const common = ["--data", join(work, "kiosk"), "--hub", url, "--size", "1080x1920"];
  run(bin + "/linli-kiosk", [...common, "--enrol", code, "--headless", "--script", "-"], "wait synced 30s\n");
  await ended(hub);
  writeFileSync(journey, "elapse 130s\n" + [0, 1, 2, 3, 4].map(resident).join(""));
  const { value: number } = await start("Xvfb", ["-displayfd", "3", "-screen", "0", "1080x1920x24", "-nolisten", "tcp"], /^(\d+)\n/m);

  console.log(`${cpus().length} cores, ${cpus()[0].model}; 1080x1920, release, medians of ${runs} runs`);
  for (const driver of ["offscreen", "xvfb"]) {
    const args = [...common, "--script", journey, "--stats", join(work, "stats.json"), ...(driver === "offscreen" ? ["--headless"] : [])];
    const all = [];
    for (let i = 0; i < runs; ++i) {
      const done = spawnSync(bin + "/linli-kiosk", args, { env: { ...process.env, DISPLAY: ":" + number }, encoding: "utf8" });
      if (done.status !== 0) throw new Error(done.stderr);
      all.push(JSON.parse(readFileSync(join(work, "stats.json"), "utf8")));
    }
    const of = (pick) => median(all.map(pick));
    console.log(JSON.stringify({
      driver,
      first_content_ms: of((s) => s.first_content_ms),
      pss_mb: of((s) => s.pss_mb),
      frame_ms: { p50: of((s) => s.frame_ms.p50), p95: of((s) => s.frame_ms.p95) },
      tap_to_present_ms: { p50: of((s) => s.tap_to_present_ms.p50), p95: of((s) => s.tap_to_present_ms.p95), n: all[0].tap_to_present_ms.n },
      page_turn_ms: { p50: of((s) => s.page_turn_ms.p50), p95: of((s) => s.page_turn_ms.p95), n: all[0].page_turn_ms.n },
      durable_submit_ms: { p50: of((s) => s.durable_submit_ms.p50), p95: of((s) => s.durable_submit_ms.p95), n: all[0].durable_submit_ms.n },
    }));
  }
  // A kiosk among people has its hub in reach.
  const { child: again, value: there } = await start(bin + "/linli-hub", ["--data", join(work, "hub"), "serve", "--listen", "127.0.0.1:0"], /^listening on (\S+)/m);
  const kiosk = spawn(bin + "/linli-kiosk", ["--data", join(work, "kiosk"), "--hub", there, "--size", "1080x1920"], { stdio: "ignore", env: { ...process.env, DISPLAY: ":" + number } });
  started.push(kiosk);
  console.log(JSON.stringify({ idle: await idle(kiosk.pid), driver: "xvfb", hub: "in reach" }));
  await ended(kiosk);
  await ended(again);
} finally {
  for (const child of started) child.kill();
  rmSync(work, { recursive: true, force: true });
}
