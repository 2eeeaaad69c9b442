import { expect, it } from "vitest";
import { createLinks } from "./links.ts";

const kim = { collection: "user", id: "kim" };
const mac = { collection: "system", id: "mac" };
const phone = { collection: "system", id: "phone" };

it("shows a change from both ends, and keeps what was linked at first", () => {
  const links = createLinks(({ id }, to) => (id === "kim" && to === "system" ? ["mac"] : []));
  links.set(kim, phone, true);
  expect(links.list(kim, "system")).toEqual(["mac", "phone"]);
  expect(links.list(phone, "user")).toEqual(["kim"]);
  links.set(mac, kim, false);
  expect(links.list(kim, "system")).toEqual(["phone"]);
});

it("has each record once, however often it is linked", () => {
  const links = createLinks(() => ["mac"]);
  links.set(kim, mac, true);
  expect(links.list(kim, "system")).toEqual(["mac"]);
});
