import { setMaxListeners } from "node:events";
import { createLimiter } from "@mdmkit/runtime";
import type { Sql } from "postgres";
import { databaseFailure } from "../errors/store-error.ts";

/** Connections to a server that may stop responding: when the network drops all packets, no caller waits forever. */
export type ConnectionPool = {
  /** Runs one statement; fails with `StoreError` when there is no response in time. */
  runWithTimeout<Result>(run: (sql: Sql) => Promise<Result>): Promise<Result>;
  /** Runs several statements without a time limit. */
  run<Result>(run: (sql: Sql) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
};

type Options = {
  /** Makes a pool that connects when there is something to send, over at most `connections` connections. */
  readonly open: () => Sql;
  readonly connections: number;
  readonly statementTimeoutMs: number;
};
type Pool = { readonly sql: Sql; running: number };

const CLOSE_SECONDS = 5;

/**
 * Runs no more statements at once than there are connections, so that the time of each begins when it is sent. When one times out
 * its caller gets an error and all later statements use new connections; those beside it end by themselves.
 */
export function createConnectionPool({ open, connections, statementTimeoutMs }: Options): ConnectionPool {
  const permits = createLimiter({ concurrency: connections });
  const retired = new Set<Pool>();
  let current: Pool = { sql: open(), running: 0 };
  let queue = createQueueSignal();
  let responses = 0;

  async function run<Result>(work: (sql: Sql, pool: Pool) => Promise<Result>): Promise<Result> {
    await permits.take({ signal: queue.signal });
    const pool = current;
    pool.running++;
    try {
      return await work(pool.sql, pool);
    } finally {
      pool.running--;
      endIfUnused(pool);
      permits.release();
    }
  }

  function endIfUnused(pool: Pool): void {
    if (pool === current || pool.running > 0) return;
    retired.delete(pool);
    pool.sql.end({ timeout: 0 }).catch(() => {});
  }

  /** When other statements got responses meanwhile, only this connection is at fault, and the queue goes on. */
  function timedOut(pool: Pool, responsesBefore: number): unknown {
    const failure = databaseFailure(new Error("The server does not respond."));
    if (responses === responsesBefore) {
      queue.abort(failure);
      queue = createQueueSignal();
    }
    if (pool !== current) return failure;
    retired.add(pool);
    current = { sql: open(), running: 0 };
    return failure;
  }

  return {
    run,
    runWithTimeout: (work) =>
      run(async (sql, pool) => {
        const before = responses;
        let timer: NodeJS.Timeout | undefined;
        const timeout = new Promise<never>((_, reject) => {
          timer = setTimeout(() => reject(timedOut(pool, before)), statementTimeoutMs);
        });
        try {
          const result = await Promise.race([work(sql), timeout]);
          responses++;
          return result;
        } finally {
          clearTimeout(timer);
        }
      }),
    async close() {
      for (const { sql } of retired) sql.end({ timeout: 0 }).catch(() => {});
      await current.sql.end({ timeout: CLOSE_SECONDS });
    },
  };
}

/** Refuses all statements that wait for a connection. */
function createQueueSignal(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal); // one listener for each statement that waits
  return controller;
}
