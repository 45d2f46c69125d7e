import dns from "node:dns";
import { existsSync, readFileSync } from "node:fs";
import { isIP } from "node:net";

// Loaded into a process before its program: a name server that knows every name to be this machine, or,
// while the file of TEST_NAMES_FAIL exists, answers each with the error written in it. Addresses are no names.
const failing = process.env.TEST_NAMES_FAIL;
dns.lookup = (hostname, options, callback = options) => {
  if (!isIP(hostname) && existsSync(failing)) {
    const code = readFileSync(failing, "utf8");
    const error = new Error(`getaddrinfo ${code} ${hostname}`);
    return process.nextTick(callback, Object.assign(error, { code, syscall: "getaddrinfo", hostname }));
  }
  const found = { address: "127.0.0.1", family: 4 };
  if (options.all) return process.nextTick(callback, null, [found]);
  return process.nextTick(callback, null, found.address, found.family);
};
