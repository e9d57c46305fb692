// What the kiosk says of itself (--stats), medians of seven runs, under Xvfb and offscreen, over the sample station on its
// own disk and without a hub:
//   node tests/bench/screen.mjs [--bin build/release/bin] [--runs 7]
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
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

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

// Through the pages and back, and five requests handed in.
const taps = Array.from({ length: 10 }, () => `tap home.requests
tap page.back
tap home.events
tap page.back
tap home.ask
tap page.back
`).join("");
const request = `tap home.requests
tap requests.kind.question
tap request.words.phrase.1
tap request.next
tap request.next
type request.digits "1234"
tap request.next
tap request.submit
wait screen receipt 10s
tap receipt.done
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
  writeFileSync(journey, taps + request.repeat(5));
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
      durable_submit_ms: { p50: of((s) => s.durable_submit_ms.p50), p95: of((s) => s.durable_submit_ms.p95), n: all[0].durable_submit_ms.n },
    }));
  }
} finally {
  for (const child of started) child.kill();
  rmSync(work, { recursive: true, force: true });
}
