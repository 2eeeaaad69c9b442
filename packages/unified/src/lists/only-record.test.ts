import { NotFoundError } from "@mdmkit/runtime";
import { describe, expect, it, vi } from "vitest";
import { onlyRecord } from "./only-record.ts";

const tenant = { id: "t-1", name: "Acme" };
const missing = () => new NotFoundError("organization not found.", { vendor: "acme" });
const create = (id: Parameters<typeof onlyRecord<typeof tenant>>[0]["id"]) => {
  const read = vi.fn(async () => tenant);
  return { read, resource: onlyRecord<typeof tenant>({ read, id, notFound: missing }) };
};

it("is a list of one, read with the options of the call", async () => {
  const { read, resource } = create("account");
  const primary = { query: { fields: "name" } };
  expect(await resource.list({ limit: 1, filters: {}, primary })).toEqual({ items: [tenant], total: 1 });
  expect(read).toHaveBeenCalledWith(primary);
});

describe("with an id that is known beforehand", () => {
  it("reads the record by it", async () => {
    expect(await create("account").resource.get("account", { detail: "full" })).toBe(tenant);
  });
  it("asks nothing for another id", async () => {
    const { read, resource } = create("account");
    await expect(resource.get("other", { detail: "full" })).rejects.toThrow(NotFoundError);
    expect(read).not.toHaveBeenCalled();
  });
});

describe("with an id that only the record shows", () => {
  it("reads the record by it", async () => {
    const { resource } = create(({ id }) => id);
    expect(await resource.get("t-1", { detail: "full" })).toBe(tenant);
  });
  it.each([(): string => "t-1", (): undefined => undefined, (): null => null])(
    "finds no other record, case %#",
    async (id) => {
      await expect(create(id).resource.get("t-2", { detail: "full" })).rejects.toThrow(NotFoundError);
    },
  );
});
