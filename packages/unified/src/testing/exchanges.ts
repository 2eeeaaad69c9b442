import type { Exchange } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import type { ResourceName } from "../capabilities.ts";
import { leaksIn, openAccount } from "./account.ts";
import type { VendorTest } from "./vendor-test.ts";

/** What an observer of a read is told: the vendor call behind the answer, fit to be shown. */
export function testExchanges(test: VendorTest, resource: ResourceName): void {
  describe(`observing ${resource}`, () => {
    it("tells the call behind each page, and no secret", async () => {
      const account = openAccount(test);
      const exchanges: Exchange[] = [];
      const onExchange = (exchange: Exchange) => void exchanges.push(exchange);
      const listing = account.of(resource).list({ onExchange });
      await listing.toArray();
      expect(exchanges.length).toBeGreaterThanOrEqual(listing.report.pages);
      for (const exchange of exchanges) {
        expect(exchange).toMatchObject({ status: 200, data: expect.anything() });
      }
      expect(leaksIn(exchanges, account.secrets)).toEqual([]);
    });

    it("tells the call behind a single record", async () => {
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
