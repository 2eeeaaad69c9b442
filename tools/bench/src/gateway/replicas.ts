import { printGoals } from "../goals.ts";
import { median } from "../statistics.ts";
import { printTable } from "../table.ts";
import type { AccountValues, Scene } from "./scene.ts";

const VENDOR = "ivanti-neurons";
const CONNECTIONS = 8;

type Urls = Readonly<Record<"shared" | "other", string>>;

/**
 * CPU of a call where two gateways on one database share the calls, against that where one of them has all. Beside it, that of two
 * gateways whose calls go to different servers of the vendor, so that they share no limit: what two processes on this machine cost.
 */
export async function measureReplicas(
  scene: Scene,
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<void> {
  const replica = await scene.startReplica();
  try {
    const gateways = [scene.gateway, replica];
    const connectBoth = async (values: AccountValues) => {
      const shared = await scene.connect(VENDOR, values);
      const other = await scene.connect(VENDOR, {
        ...values,
        baseUrl: values.baseUrl?.replace("127.0.0.1", "localhost") ?? "",
      });
      return (path: string, query?: string) => ({ shared: shared(path, query), other: other(path, query) });
    };
    const records = await connectBoth(scene.valuesOf(VENDOR));
    const pages = await connectBoth(scene.pageValuesOf(VENDOR, 1000));
    const response = await fetch(records("devices", "&limit=1").shared, { headers: scene.headers });
    const { result }: { result: readonly { id: string }[] } = await response.json();
    const subjects = {
      get: records(`devices/${result[0]?.id}`),
      "list of 100": pages("devices", "&limit=100"),
    };

    const perCall = async (url: Urls, serving: typeof gateways, second: keyof Urls = "shared") => {
      const used = async () =>
        (await Promise.all(gateways.map((gateway) => gateway.ask("cpu")))).reduce(
          (sum, { microseconds }) => sum + microseconds,
          0,
        );
      const urls = serving.map(({ ready }, index) =>
        url[index === 0 ? "shared" : second].replace(scene.gateway.ready.url, ready.url),
      );
      const before = await used();
      const load = { connections: CONNECTIONS, seconds, urls, headers: scene.headers };
      const { calls, outcomes } = await scene.load.ask(load);
      if (Object.keys(outcomes).join() !== "200")
        throw new Error(`${url.shared}: ${JSON.stringify(outcomes)}`);
      return ((await used()) - before) / calls;
    };

    const rows = [];
    const goals = [];
    for (const [what, url] of Object.entries(subjects)) {
      for (const gateway of gateways) await perCall(url, [gateway]); // to warm up: both compile the same code
      const ones: number[] = [];
      const ratios: number[] = [];
      const apart: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const one = await perCall(url, gateways.slice(round % 2, (round % 2) + 1));
        ones.push(one);
        ratios.push((await perCall(url, gateways)) / one);
        apart.push((await perCall(url, gateways, "other")) / one);
      }
      rows.push({
        what,
        "CPU µs a call, one gateway": Math.round(median(ones)),
        "ratio, two gateways": median(ratios).toFixed(2),
        "ratio, two without a common limit": median(apart).toFixed(2),
      });
      goals.push({ what: `two gateways, CPU of a ${what} : one`, most: 1.1, figures: [median(ratios)] });
    }
    printTable(
      `${VENDOR}: two gateways on one PostgreSQL, ${CONNECTIONS} calls at a time, ${rounds} rounds`,
      rows,
    );
    printGoals(goals);
  } finally {
    replica.stop();
  }
}
