import type { Exchange } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import type { ResourceName } from "../contract/capabilities.ts";
import { leaksIn, openAccount } from "./account.ts";
import { failureOf } from "./failure.ts";
import type { VendorTest } from "./vendor-test.ts";

/** What an observer of a read receives: the vendor call behind the response, without secrets. */
export function testExchanges(test: VendorTest, resource: ResourceName): void {
  describe(`observing ${resource}`, () => {
    it("reports the call behind each page, and no secret", async () => {
      const account = openAccount(test);
      const exchanges: Exchange[] = [];
      const onExchange = (exchange: Exchange) => void exchanges.push(exchange);
      const listing = account.of(resource).list({ onExchange });
      let pages = 0;
      for await (const _page of listing.pages()) pages += 1;
      expect(exchanges.length).toBeGreaterThanOrEqual(pages);
      for (const exchange of exchanges) {
        expect(exchange).toMatchObject({ status: 200, data: expect.anything() });
      }
      expect(leaksIn(exchanges, account.secrets)).toEqual([]);
    });

    it("reports no page that does not exist", async () => {
      const size = openAccount(test).ids(resource).length;
      const exchangesOf = async (pageSize: number) => {
        const exchanges: Exchange[] = [];
        const onExchange = (exchange: Exchange) => void exchanges.push(exchange);
        await openAccount(test).of(resource).list({ pageSize, onExchange }).page();
        return exchanges.length;
      };
      // A full page is checked by reading on, a larger one is not.
      expect(await exchangesOf(size)).toBeLessThanOrEqual(await exchangesOf(size + 1));
    });

    it("refuses additional query parameters that the list sends itself", async () => {
      const { of } = openAccount(test);
      const sent = new Map<string, Set<string>>();
      const onExchange = ({ operation, url }: Exchange) => {
        const names = [...new URL(url).searchParams.keys()].map((name) => name.replace(/[[.].*$/, ""));
        sent.set(operation, new Set([...names, ...(sent.get(operation) ?? [])]));
      };
      await of(resource).list({ onExchange }).toArray();
      const [names] = sent.values();
      for (const name of names ?? []) {
        const account = openAccount(test);
        const listing = account.of(resource).list({ remoteQuery: { [name]: "1" } });
        const error = await failureOf(() => listing.toArray());
        expect(error).toMatchObject({ code: "invalid-input", outcome: "not-sent" });
        expect(error.message).toContain(name);
        const [operation] = sent.keys();
        expect(account.sandbox.requests.map((request) => request.operation)).not.toContain(operation);
      }
    });

    it("reports the call behind a single record", async () => {
      const account = openAccount(test);
      const exchanges: Exchange[] = [];
      const id = account.ids(resource)[0] ?? "";
      await account
        .of(resource)
        .get(id, { onExchange: (exchange: Exchange) => void exchanges.push(exchange) });
      const names = exchanges.map(({ operation }) => operation);
      expect(new Set(names).size).toBe(1);
      expect(account.sandbox.requests.map(({ operation }) => operation)).toContain(names[0]);
      expect(leaksIn(exchanges, account.secrets)).toEqual([]);
    });
  });
}
