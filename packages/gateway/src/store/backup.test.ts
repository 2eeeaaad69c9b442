import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { describePostgres } from "../fixtures/databases.ts";
import { postgresProgram } from "../fixtures/postgres-server.ts";
import { openStore } from "./open-store.ts";

// The backup of a PostgreSQL database that the README describes; `damaged-store.test.ts` has that of the embedded one.

const KEYS = Buffer.alloc(32, "k").toString("base64");
const JUMPCLOUD = { vendor: "jumpcloud", name: "HQ", values: { apiKey: "made-up-secret" } };
const TOKEN = { name: "admin", scopes: ["admin"], accounts: "all" } as const;

describePostgres("a database restored from the output of pg_dump", (db) => {
  test("has the accounts, tokens and audit log, and is written to", async () => {
    const databaseUrl = db.url ?? "";
    const before = await openStore({ databaseUrl, keys: KEYS, loopback: false });
    const { id } = await before.accounts.create(JUMPCLOUD);
    const { token } = await before.tokens.create(TOKEN);
    await before.limiterFor("tenant", { concurrency: 1 }).take({});
    await before.close();

    const backup = execFileSync(postgresProgram("pg_dump"), [databaseUrl]);
    const restored = new URL(databaseUrl);
    restored.pathname = "/restored";
    execFileSync(postgresProgram("psql"), [databaseUrl, "--command=create database restored"]);
    execFileSync(postgresProgram("psql"), ["--quiet", "--set=ON_ERROR_STOP=1", restored.href], {
      input: backup,
      stdio: ["pipe", "ignore", "pipe"],
    });

    const after = await openStore({
      databaseUrl: restored.href,
      keys: KEYS,
      loopback: false,
      mustExist: true,
    });
    expect(await after.accounts.credentials(id)).toMatchObject({ values: JUMPCLOUD.values });
    expect(await after.tokens.verify(token)).toMatchObject({ name: "admin" });
    await after.assertWritable();
    await after.limiterFor("tenant", { concurrency: 1 }).take({});
    await after.close();
  });
});
