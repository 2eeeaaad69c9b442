import { InvalidInputError } from "@mdmkit/runtime";
import type { ISql } from "postgres";
import { databaseFailure } from "../errors/store-error.ts";
import { type ConnectionPool, createConnectionPool } from "./connection-pool.ts";
import type { Database, Queryable, Value } from "./database.ts";
import { jobDatabase } from "./job-database.ts";

const CONNECTIONS = 10;
const CONNECT_SECONDS = 10;
const STATEMENT_MILLISECONDS = 30_000;
/** Longer than the server lets a statement take: after that the server is gone. */
const TIMEOUT_MILLISECONDS = STATEMENT_MILLISECONDS + 5_000;

type Options = { readonly url: string; readonly statementTimeoutMs?: number };

/** A PostgreSQL server, 14 or newer, that replicas share. Connections are opened when they are needed. */
export async function openPostgres({
  url,
  statementTimeoutMs = TIMEOUT_MILLISECONDS,
}: Options): Promise<Database> {
  if (!/^postgres(ql)?:$/.test(URL.parse(url)?.protocol ?? ""))
    throw new InvalidInputError(
      "Invalid DATABASE_URL. Expected postgres://USER:PASSWORD@HOST:5432/DATABASE.",
    );
  const { default: postgres } = await import("postgres");
  const open = () =>
    postgres(url, {
      max: CONNECTIONS,
      connect_timeout: CONNECT_SECONDS,
      fetch_types: false,
      onnotice: () => {},
      connection: {
        application_name: "mdmkit-gateway",
        statement_timeout: STATEMENT_MILLISECONDS,
        // A process that sleeps within a transaction does not keep its locks.
        idle_in_transaction_session_timeout: STATEMENT_MILLISECONDS,
      },
    });
  return databaseOf(createConnectionPool({ open, connections: CONNECTIONS, statementTimeoutMs }), url);
}

function databaseOf({ runWithTimeout, run, close }: ConnectionPool, url: string): Database {
  return {
    jobs: jobDatabase({ url }),
    query: (statement, values) => runWithTimeout((sql) => queryable(sql).query(statement, values)),
    run: (statements) => run((sql) => queryable(sql).run(statements)),
    shared: true,
    assertSpace: async () => {}, // the disk is that of the server
    transaction: (work) =>
      run(async (sql) => {
        try {
          const { result } = await sql.begin(async (inside) => ({ result: await work(queryable(inside)) }));
          return result;
        } catch (error) {
          throw databaseFailure(error);
        }
      }),
    close,
  };
}

function queryable(sql: ISql): Queryable {
  return {
    async query(statement, values = []) {
      const parameters = [...values];
      const query = sql.unsafe(statement, parameters, { prepare: true });
      try {
        return [...(await query)];
      } catch (error) {
        throw databaseFailure(error);
      } finally {
        forget(query, parameters);
      }
    },
    run: (statements) => sql.unsafe(statements).then(() => undefined, rethrow),
  };
}

/**
 * Empties a statement that has ended. Statements of this client outlive all collections of young objects, so that what they sent would
 * stay until a collection of all memory: 100 MB of pages of a list.
 */
function forget(query: object, values: Value[]): void {
  values.length = 0;
  if ("parameters" in query && Array.isArray(query.parameters)) query.parameters.length = 0;
}

function rethrow(error: unknown): never {
  throw databaseFailure(error);
}
