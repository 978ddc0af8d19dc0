/** What all programs of the fleet agree on. */

export const queueName = 'symbolize';

const { hostname, port, username, password } = new URL(process.env.REDIS_URL ?? 'redis://127.0.0.1:6379');

export const connection = {
  host: hostname,
  port: Number(port || 6379),
  ...(username && { username: decodeURIComponent(username) }),
  ...(password && { password: decodeURIComponent(password) }),
  // Workers wait for Redis for as long as it takes; BullMQ wants it so.
  maxRetriesPerRequest: null,
};

/**
 * Jobs are JSON, which has no bigints: addresses are text.
 * @typedef {{ image: string, base: string, addresses: string[] }} AddressesJob
 * @typedef {{ dump: string, imagePath?: string }} DumpJob paths as the workers see them
 */
