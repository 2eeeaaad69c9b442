import type { Device, Mdm, Vendor } from "@mdmkit/unified";

/**
 * Makes the user with an email address the owner of a device. Returns the device as the vendor has it then. Each example is for any
 * vendor: `assignOwner(connect<Vendor>(jumpcloud({ apiKey })), id, email)`.
 */
export async function assignOwner(mdm: Mdm<Vendor>, id: string, email: string): Promise<Device> {
  const [user] = await mdm.users.list({ email }).toArray();
  if (!user) throw new Error("No user has this email address.");
  const { requests } = await mdm.devices.assignUser(id, { user_id: user.id, dryRun: true });
  console.error("Requests:", requests);
  await mdm.devices.assignUser(id, { user_id: user.id });
  return mdm.devices.get(id);
}
