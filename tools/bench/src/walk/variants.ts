import { byPath, createJumpCloudClient } from "@mdmkit/jumpcloud";
import { connect } from "@mdmkit/unified";
import { jumpcloud } from "@mdmkit/unified/vendors/jumpcloud";

/** Ways to read every device; each gives the number it read. */
export const variants: Readonly<Record<string, (baseUrl: string) => Promise<number>>> = {
  async "fetch().json()"(baseUrl) {
    let count = 0;
    for (let skip = 0, total = 1; skip < total; skip += 100) {
      const response = await fetch(`${baseUrl}/systems?limit=100&skip=${skip}&sort=_id`, {
        headers: { "x-api-key": "k" },
      });
      const body = (await response.json()) as { totalCount: number; results: unknown[] };
      total = body.totalCount;
      for (const _ of body.results) count += 1;
    }
    return count;
  },
  async "openapi-fetch"(baseUrl) {
    const client = byPath(createJumpCloudClient({ apiKey: "k", baseUrl }));
    let count = 0;
    for (let skip = 0, total = 1; skip < total; skip += 100) {
      const { data } = await client.GET("/systems", { params: { query: { limit: 100, skip, sort: "_id" } } });
      total = data?.totalCount ?? 0;
      for (const _ of data?.results ?? []) count += 1;
    }
    return count;
  },
  async "@mdmkit/jumpcloud paginate"(baseUrl) {
    let count = 0;
    for await (const _ of createJumpCloudClient({ apiKey: "k", baseUrl }).paginate("systems_list"))
      count += 1;
    return count;
  },
  async "@mdmkit/unified list"(baseUrl) {
    let count = 0;
    for await (const _ of connect(jumpcloud({ apiKey: "k", baseUrl })).devices.list()) count += 1;
    return count;
  },
};
