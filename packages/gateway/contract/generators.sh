#!/usr/bin/env bash
# Makes clients from the document of a gateway with common generators, compiles them, and calls the gateway with each.
# Pinned versions are installed into a temporary folder. Not part of `pnpm check`.
#
#   pnpm generators            # all of them
#   pnpm generators orval      # those whose name has these letters
set -euo pipefail
case " $* " in *" --help "* | *" -h "*) sed -n "2,/^set /{s/^# \{0,1\}//;/^set /d;p}" "${BASH_SOURCE[0]}"; exit ;; esac
root=$(cd "${BASH_SOURCE[0]%/*}/../../.." && pwd)
folder=$(mktemp -d)
gateway=
stop() {
  if [ -n "$gateway" ]; then kill "$gateway" 2>/dev/null || true; fi
  rm -rf "$folder"
}
trap stop EXIT

cat > "$folder/package.json" <<< '{ "type": "module", "private": true }'
npm install --prefix "$folder" --ignore-scripts --no-audit --no-fund --silent --save-exact \
  @hey-api/openapi-ts@0.99.0 orval@8.38.0 openapi-typescript@7.13.0 openapi-fetch@0.17.0 \
  swagger-typescript-api@13.13.0 oazapfts@7.5.0 @oazapfts/runtime@1.2.0 \
  openapi-zod-client@1.18.3 @zodios/core@10.9.6 axios@1.13.2 zod@3.25.76 esbuild@0.28.2 typescript@5.9.3

cd "$root"
node=$(node_modules/.bin/node -p process.execPath)
mkfifo "$folder/greeting"
"$node" --conditions=@mdmkit/source packages/cli/src/bin.ts \
  gateway --sandbox --sandbox-devices 30 --port 0 --quiet > "$folder/greeting" 2> "$folder/log" &
gateway=$!
while read -r line; do
  case $line in
    "Listening on "*) url=${line#Listening on }; url=${url%%;*} ;;
    mdmkit_*) token=$line ;;
    *"JumpCloud sandbox") account=${line%% *} ;;
    curl*) break ;;
  esac
done < "$folder/greeting"
cd "$folder"
mkdir out
curl -sf "$url/openapi.json" > openapi.json

cat > clients.mjs <<'MODULE'
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";

const run = (name, ...args) => execFileSync(`node_modules/.bin/${name}`, args, { stdio: ["ignore", "ignore", "inherit"] });
const { URL: url } = process.env;

/**
 * How each generator is run, and the calls with its client. `list` gets query parameters and gives the page, `get` an id and gives the
 * device, `create` the body of a user, `act` an id and the body of an action.
 */
export const clients = {
  "hey-api": {
    generate: () => run("openapi-ts", "-i", "openapi.json", "-o", "out/hey-api", "-c", "@hey-api/client-fetch"),
    file: "out/hey-api/index.ts",
    calls: `
      import * as api from "./out/hey-api/index.ts";
      import { client } from "./out/hey-api/client.gen.ts";
      client.setConfig({ baseUrl: url, auth: token, throwOnError: true });
      const data = (answer) => answer.data;
      export const list = (query) => api.listDevices({ query: { ...account, ...query } }).then(data);
      export const get = (id) => api.getDevice({ path: { id }, query: account }).then(data);
      export const create = (body) => api.createUser({ query: account, body }).then(data);
      export const act = (id, body) => api.performDeviceAction({ path: { id }, query: account, body }).then(data);`,
  },
  orval: {
    generate() {
      const output = { target: "out/orval.ts", client: "fetch", baseUrl: url };
      writeFileSync("orval.config.mjs", `export default ${JSON.stringify({ mdm: { input: "openapi.json", output } })}`);
      run("orval", "--config", "orval.config.mjs");
    },
    file: "out/orval.ts",
    calls: `
      import * as api from "./out/orval.ts";
      const init = { headers: { authorization: "Bearer " + token } };
      function data({ status, data }) { if (status >= 400) throw data; return data; }
      export const list = (query) => api.listDevices({ ...account, ...query }, init).then(data);
      export const get = (id) => api.getDevice(id, account, init).then(data);
      export const create = (body) => api.createUser(body, account, init).then(data);
      export const act = (id, body) => api.performDeviceAction(id, body, account, init).then(data);`,
  },
  "openapi-typescript": {
    generate: () => run("openapi-typescript", "openapi.json", "-o", "out/openapi-typescript.ts"),
    file: "out/openapi-typescript.ts",
    calls: `
      import createClient from "openapi-fetch";
      const api = createClient({ baseUrl: url, headers: { authorization: "Bearer " + token } });
      function data({ data, error }) { if (error) throw error; return data; }
      const device = "/unified/mdm/devices/{id}";
      export const list = (query) => api.GET("/unified/mdm/devices", { params: { query: { ...account, ...query } } }).then(data);
      export const get = (id) => api.GET(device, { params: { path: { id }, query: account } }).then(data);
      export const create = (body) => api.POST("/unified/mdm/users", { params: { query: account }, body }).then(data);
      export const act = (id, body) => api.POST(device + "/actions", { params: { path: { id }, query: account }, body }).then(data);`,
  },
  "swagger-typescript-api": {
    generate: () => run("swagger-typescript-api", "generate", "-p", "openapi.json", "-o", "out", "-n", "swagger.ts"),
    file: "out/swagger.ts",
    calls: `
      import { Api } from "./out/swagger.ts";
      const securityWorker = () => ({ headers: { authorization: "Bearer " + token } });
      const { unified } = new Api({ baseUrl: url, securityWorker, securityData: {} });
      const data = (answer) => answer.data;
      export const list = (query) => unified.listDevices({ ...account, ...query }).then(data);
      export const get = (id) => unified.getDevice(id, account).then(data);
      export const create = (body) => unified.createUser(account, body).then(data);
      export const act = (id, body) => unified.performDeviceAction(id, account, body).then(data);`,
    lacks: ["deepObject"],
  },
  oazapfts: {
    generate: () => run("oazapfts", "openapi.json", "out/oazapfts.ts"),
    file: "out/oazapfts.ts",
    calls: `
      import * as api from "./out/oazapfts.ts";
      Object.assign(api.defaults, { baseUrl: url, headers: { authorization: "Bearer " + token } });
      const id = account.integrated_account_id;
      const camel = (text) => text.replace("[]", "").replace(/_(.)/g, (_, letter) => letter.toUpperCase());
      const renamed = (query) => Object.fromEntries(Object.entries(query).map(([name, value]) => [camel(name), value]));
      function data({ status, data }) { if (status >= 400) throw data; return data; }
      export const list = (query) => api.listDevices(id, renamed(query)).then(data);
      export const get = (device) => api.getDevice(device, id, {}).then(data);
      export const create = (body) => api.createUser(id, body, {}).then(data);
      export const act = (device, body) => api.performDeviceAction(device, id, body, {}).then(data);`,
  },
  "openapi-zod-client": {
    generate: () => run("openapi-zod-client", "openapi.json", "-o", "out/zod.ts", "--export-schemas"),
    file: "out/zod.ts",
    calls: `
      import { createApiClient, schemas } from "./out/zod.ts";
      const api = createApiClient(url, { axiosConfig: { headers: { authorization: "Bearer " + token } } });
      export const list = (query) => api.listDevices({ queries: { ...account, ...query } });
      export const get = (id) => api.getDevice({ params: { id }, queries: account });
      export const create = (body) => api.createUser(body, { queries: account });
      export const act = (id, body) => api.performDeviceAction(schemas.DeviceActionRequest.parse(body), { params: { id }, queries: account });`,
  },
};
MODULE

cat > check.mjs <<'MODULE'
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { build } from "esbuild";
import { clients } from "./clients.mjs";

const { ACCOUNT, TOKEN, URL: url } = process.env;
const given = { url, token: TOKEN, account: { integrated_account_id: ACCOUNT } };
const constants = Object.entries(given).map(([name, value]) => `const ${name} = ${JSON.stringify(value)};`).join("\n");

const CHECKS = {
  async "reads a page"({ list }) {
    const page = await list({ limit: 2, truto_ignore_remote_data: true });
    assert.equal(page.result.length, 2);
    assert.ok(page.next_cursor && page.report.total > 2);
    const rest = await list({ limit: 100, next_cursor: page.next_cursor });
    assert.equal(rest.next_cursor, null);
    assert.equal(page.result.length + rest.result.length, page.report.total);
  },
  async "sends filters and lists"({ list }) {
    const { result } = await list({ platform: "macos", limit: 3, "truto_exclude_fields[]": ["name", "notes"] });
    assert.ok(result.length === 3 && result.every((one) => one.platform === "macos" && !("name" in one)));
  },
  async deepObject({ list }) {
    const { result } = await list({ owner: { emails: "nobody@example.com" } });
    assert.equal(result.length, 0);
  },
  async "reads a stream"({ list }) {
    const { result, next_cursor } = await list({ truto_response_format: "stream" });
    assert.ok(result.length > 25 && next_cursor === null);
  },
  async "reads one device, and an error"({ list, get }) {
    const [first] = (await list({ limit: 1 })).result;
    assert.equal((await get(first.id)).id, first.id);
    await assert.rejects(async () => get("missing"));
  },
  async "creates a user"({ create }) {
    const made = await create({ name: "Ada Example", emails: [{ email: `${crypto.randomUUID()}@example.com` }] });
    assert.ok(made.id);
  },
  async "plans an action"({ list, act }) {
    const [device] = (await list({ platform: "macos", limit: 1 })).result;
    const plan = await act(device.id, { action: "restart", dry_run: true });
    assert.ok(plan.requests.length > 0);
  },
};

const [only = ""] = process.argv.slice(2);
let failures = 0;
for (const [name, { generate, file, calls, lacks = [] }] of Object.entries(clients)) {
  if (!name.includes(only)) continue;
  const results = [];
  const attempt = async (what, run) => {
    try {
      await run();
      results.push(lacks.includes(what) ? `✗ ${what}: works now, although it is known not to` : `✓ ${what}`);
      if (lacks.includes(what)) failures += 1;
    } catch (error) {
      const isKnown = lacks.includes(what);
      if (!isKnown) failures += 1;
      const text = String(error.stdout ?? error.message ?? JSON.stringify(error)).slice(0, 400);
      results.push(isKnown ? `- ${what}: known not to work` : `✗ ${what}: ${text}`);
    }
  };
  await attempt("generates", generate);
  await attempt("compiles", () => {
    const options = ["--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--module", "esnext"];
    execFileSync("node_modules/.bin/tsc", [...options, "--moduleResolution", "bundler", "--lib", "es2023,dom,dom.iterable", file]);
  });
  let client;
  await attempt("can be imported", async () => {
    writeFileSync(`${name}.mjs`, `${constants}\n${calls}`);
    const outfile = `out/${name}.bundle.mjs`;
    await build({ entryPoints: [`${name}.mjs`], bundle: true, packages: "external", format: "esm", outfile, logLevel: "error" });
    client = await import(`./${outfile}`);
  });
  if (client) for (const [what, check] of Object.entries(CHECKS)) await attempt(what, () => check(client));
  console.log(`${name}\n  ${results.join("\n  ")}`);
}
process.exitCode = failures > 0 ? 1 : 0;
MODULE

export URL=$url TOKEN=$token ACCOUNT=$account
"$node" check.mjs "$@"
