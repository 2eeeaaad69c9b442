import { InvalidInputError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import {
  allOf,
  anyOf,
  checkedInWithin,
  customAttributeIs,
  emailAddressIs,
  ldapAttributeIs,
  propertyIs,
  registeredWithin,
  userIdIs,
} from "./index.ts";

describe("a filter", () => {
  it.each([
    [propertyIs("serialNumber", "C02XK1ABC"), "serialNumber=C02XK1ABC"],
    [propertyIs("quarantined", true), "quarantined=true"],
    [propertyIs("dmPartitionName", "Default Space"), "dmPartitionName=Default Space"],
    [customAttributeIs("cityId", "SF"), "CFDEVICE[cityId]=SF"],
    [customAttributeIs("seats", 4), "CFDEVICE[seats_#]=4"],
    [customAttributeIs("seats_#", 4), "CFDEVICE[seats_#]=4"],
    [ldapAttributeIs("department", "Sales & Service"), "CFLDAP[department]=Sales & Service"],
    [emailAddressIs("a+b@example.com"), "EMAILADDRESS EQ a+b@example.com"],
    [userIdIs("alex"), "UID EQ alex"],
    [registeredWithin(186), "lastRegistrationTime<'00:00:03:06'"],
    [registeredWithin(3 * 86_400 + 1), "lastRegistrationTime<'03:00:00:01'"],
    [checkedInWithin(60), "lastCheckin<'00:01:00'"],
    [checkedInWithin(3 * 86_400), "lastCheckin<'72:00:00'"],
    [
      allOf(
        propertyIs("registrationState", "ACTIVE"),
        anyOf(propertyIs("jailbroken", true), propertyIs("quarantined", true)),
      ),
      "registrationState=ACTIVE and (jailbroken=true or quarantined=true)",
    ],
    [anyOf(userIdIs("alex")), "UID EQ alex"],
  ])("%s", (written, expected) => expect(written).toBe(expected));

  it.each([
    () => propertyIs("serial number", "x"),
    () => propertyIs("serialNumber", ""),
    () => propertyIs("serialNumber", " x"),
    () => propertyIs("serialNumber", "x) or (id=1"),
    () => propertyIs("serialNumber", "x or id=1"),
    () => propertyIs("displayName", "Rock and Roll"),
    () => propertyIs("deviceName", "Alex' phone"),
    () => customAttributeIs("a]=b[", "x"),
    () => customAttributeIs(" ", "x"),
    () => emailAddressIs("x EQ y"),
    () => registeredWithin(-1),
    () => checkedInWithin(1.5),
    () => allOf(),
    () => anyOf(),
  ])("refuses what would be read otherwise: %s", (write) => expect(write).toThrow(InvalidInputError));
});
