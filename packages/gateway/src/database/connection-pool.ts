import type { Sql } from "postgres";
import { databaseFailure } from "../errors/store-error.ts";
import { createWaitingLine } from "../limiter/queue.ts";

/** Connections to a server that may fall silent: a network that swallows everything keeps no caller. */
export type PatientPool = {
  /** Runs one statement; fails with `StoreError` when nothing is heard of it in time. */
  inTime<Result>(run: (sql: Sql) => Promise<Result>): Promise<Result>;
  /** Runs several, however long they take. */
  use<Result>(run: (sql: Sql) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
};

type Options = {
  /** Connects when there is something to send, over `connections` at most. */
  readonly open: () => Sql;
  readonly connections: number;
  readonly patienceMs: number;
};
type Pool = { readonly sql: Sql; underWay: number };

const CLOSE_SECONDS = 5;

/**
 * There are no more statements under way than connections, so that the time of each begins when it goes out. Of one that is
 * late the caller is told, and all later ones go over new connections; those beside it end by themselves.
 */
export function createPatientPool({ open, connections, patienceMs }: Options): PatientPool {
  const line = createWaitingLine();
  const retired = new Set<Pool>();
  let current: Pool = { sql: open(), underWay: 0 };
  let taken = 0;
  let answers = 0;

  async function use<Result>(run: (sql: Sql, pool: Pool) => Promise<Result>): Promise<Result> {
    if (taken >= connections) await line.join({});
    else taken++;
    const pool = current;
    pool.underWay++;
    try {
      return await run(pool.sql, pool);
    } finally {
      pool.underWay--;
      endIfUnused(pool);
      if (line.start(1) === 0) taken--; // else the place is the next one's
    }
  }

  function endIfUnused(pool: Pool): void {
    if (pool === current || pool.underWay > 0) return;
    retired.delete(pool);
    pool.sql.end({ timeout: 0 }).catch(() => {});
  }

  /** When others were answered meanwhile, only this connection is at fault. */
  function late(pool: Pool, answersBefore: number): unknown {
    const failure = databaseFailure(new Error("The server says nothing."));
    if (answers === answersBefore) line.fail(failure);
    if (pool !== current) return failure;
    retired.add(pool);
    current = { sql: open(), underWay: 0 };
    return failure;
  }

  return {
    use,
    inTime: (run) =>
      use(async (sql, pool) => {
        const before = answers;
        let timer: NodeJS.Timeout | undefined;
        const tooLate = new Promise<never>((_, reject) => {
          timer = setTimeout(() => reject(late(pool, before)), patienceMs);
        });
        try {
          const result = await Promise.race([run(sql), tooLate]);
          answers++;
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
