import { InvalidInputError } from "@mdmkit/runtime";
import type { ISql, Sql } from "postgres";
import type { Database, Queryable } from "./database.ts";
import { databaseFailure } from "./store-error.ts";

const CONNECTIONS = 10;
const CONNECT_SECONDS = 10;
const CLOSE_SECONDS = 5;
const STATEMENT_MILLISECONDS = 30_000;

/** A PostgreSQL server, 14 or newer, that replicas share. Connections are made when they are needed. */
export async function openPostgres({ url }: { url: string }): Promise<Database> {
  if (!/^postgres(ql)?:$/.test(URL.parse(url)?.protocol ?? ""))
    throw new InvalidInputError(
      "DATABASE_URL is no URL of the kind postgres://USER:PASSWORD@HOST:5432/DATABASE.",
    );
  const { default: postgres } = await import("postgres");
  const sql = postgres(url, {
    max: CONNECTIONS,
    connect_timeout: CONNECT_SECONDS,
    fetch_types: false,
    onnotice: () => {},
    connection: { application_name: "mdmkit-gateway", statement_timeout: STATEMENT_MILLISECONDS },
  });
  return databaseOf(sql);
}

function databaseOf(sql: Sql): Database {
  return {
    ...queryable(sql),
    shared: true,
    async transaction(work) {
      try {
        const { result } = await sql.begin(async (inside) => ({ result: await work(queryable(inside)) }));
        return result;
      } catch (error) {
        throw databaseFailure(error);
      }
    },
    close: () => sql.end({ timeout: CLOSE_SECONDS }),
  };
}

function queryable(sql: ISql): Queryable {
  return {
    query: (statement, values = []) =>
      sql.unsafe(statement, [...values], { prepare: true }).then((rows) => [...rows], rethrow),
    run: (statements) => sql.unsafe(statements).then(() => undefined, rethrow),
  };
}

function rethrow(error: unknown): never {
  throw databaseFailure(error);
}
