import {
  type EventHint,
  eventFields,
  eventHint,
  eventWord,
  type WebhookContract,
} from "@mdmkit/unified/vendor";

/** What is in `data` is not documented, so the list is read. */
const EVENTS: Readonly<Record<string, readonly EventHint["resource"][]>> = {
  "device.enrolled": ["devices"],
  "device.unenrolled": ["devices"],
  "device.lock.enabled": ["devices"],
  "device.changed_group": ["devices", "groups"],
  "device.changed_groups": ["devices", "groups"],
};

/** A request holds nothing of ours but its address. */
export const webhook: WebhookContract = {
  secretIn: ["query"],
  parse: (body) =>
    eventWord(EVENTS, eventFields(body).type)?.map((resource) => eventHint(resource, null)) ?? [],
};
