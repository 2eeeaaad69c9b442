import { BlockList, isIP, SocketAddress } from "node:net";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseIpAddress } from "./ip-address.ts";

describe("parseIpAddress", () => {
  it.each([
    ["10.0.0.7", "10.0.0.7"],
    ["2001:0DB8:85a3:0000:0000:8a2e:0370:7335", "2001:db8:85a3::8a2e:370:7335"],
    ["2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
    ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
    ["2001:0:0:1:0:0:0:1", "2001:0:0:1::1"],
    ["2001:db8::", "2001:db8::"],
    ["::ffff:10.0.0.7", "10.0.0.7"],
    ["::FFFF:0a00:0007", "10.0.0.7"],
    ["2001:db8::10.0.0.7", "2001:db8::a00:7"],
    ["fd00::1%en0", "fd00::1"],
  ])("writes %s as %s", (written, text) => expect(parseIpAddress(written)?.text).toBe(text));

  it.each([
    ...[
      "",
      "10.0.0",
      "10.0.0.7.1",
      "10.0.0.256",
      "10.0.0.07",
      "10.0.0.7/24",
      "10.0.0.7:443",
      " 10.0.0.7",
      "0x0a000007",
    ],
    ...[
      ":",
      ":::",
      "1::2::3",
      "1:2:3:4:5:6:7",
      "1:2:3:4:5:6:7:8:9",
      "1:2:3:4:5:6:7::8",
      "12345::",
      "g::",
      "::10.0.0.256",
    ],
    ...["02:00:5e:00:53:af", "10.0.0.7::", "::ffff:10.0.0.7:1"],
  ])("does not read %j", (text) => expect(parseIpAddress(text)).toBeUndefined());

  it.each([
    ["192.0.2.1", "public"],
    ["172.15.255.255", "public"],
    ["172.16.0.0", "private"],
    ["172.31.255.255", "private"],
    ["172.32.0.0", "public"],
    ["100.63.255.255", "public"],
    ["100.127.255.255", "private"],
    ["198.19.255.255", "private"],
    ["192.0.0.170", "private"],
    ["169.254.0.1", "none"],
    ["223.255.255.255", "public"],
    ["239.0.0.1", "none"],
    ["255.255.255.255", "none"],
    ["0.0.0.0", "none"],
    ["3fff:ffff::", "public"],
    ["fd12:3456::1", "private"],
    ["fec0::1", "private"],
    ["fe80::1", "none"],
    ["ff02::1", "none"],
    ["64:ff9b::a00:7", "none"],
    ["::ffff:172.31.0.5", "private"],
  ])("%s is %s", (text, reach) => {
    const address = parseIpAddress(text);
    expect(address === null ? "none" : address?.isPublic ? "public" : "private").toBe(reach);
  });

  it("reads what the platform reads, and nothing else", () => {
    const digits = fc.string({ unit: fc.constantFrom(..."0123456789abcdefF:."), maxLength: 24 });
    const same = fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), digits), (text) => {
      expect(parseIpAddress(text) !== undefined).toBe(isIP(text) !== 0);
    });
    fc.assert(same, { seed: 1, numRuns: 3_000 });
  });

  it("writes the same address, and one address one way", () => {
    const reachable = fc.ipV6().filter((written) => parseIpAddress(written) !== null);
    const same = fc.property(reachable, (written) => {
      const text = parseIpAddress(written)?.text ?? "";
      const list = new BlockList();
      list.addAddress(written, "ipv6");
      const family = isIP(text) === 4 ? "ipv4" : "ipv6";
      expect(list.check(new SocketAddress({ address: text, family }))).toBe(true);
      expect(parseIpAddress(text)?.text).toBe(text);
    });
    fc.assert(same, { seed: 1, numRuns: 1_000 });
  });
});
