import { createJumpCloudClient } from "@mdmkit/jumpcloud";

/** What a client does with a server that fails: the same wherever it runs. */
export async function observeRetries(origin, closed) {
  const results = {};
  const observe = async (name, { baseUrl, call }) => {
    let attempts = 0;
    const client = createJumpCloudClient({
      apiKey: "made-up",
      baseUrl,
      retry: { baseMs: 1, capMs: 2 },
      hooks: { onRequest: () => void attempts++ },
    });
    const error = await call(client).then(
      () => undefined,
      (reason) => reason,
    );
    results[name] = { attempts, code: error?.code ?? "ok", outcome: error?.outcome ?? null };
  };
  const read = (client) => client.systems_get({ path: { id: "1" } });
  const write = (client) => client.systems_commandBuiltinRestart({ path: { system_id: "1" }, body: {} });
  await observe("read, 503 twice", { baseUrl: `${origin}/twice/api`, call: read });
  await observe("read, 503", { baseUrl: `${origin}/always/api`, call: read });
  await observe("write, 503", { baseUrl: `${origin}/always/api`, call: write });
  await observe("write, connection broken", { baseUrl: `${origin}/broken/api`, call: write });
  await observe("read, port closed", { baseUrl: `${closed}/api`, call: read });
  await observe("write, port closed", { baseUrl: `${closed}/api`, call: write });
  return results;
}
