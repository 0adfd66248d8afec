/**
 * Makes a fresh clone ready: `node scripts/setup.mjs start | test | tools`. Plain Node, since it runs before
 * anything is installed, and so old a syntax that an old Node reads it as far as the message below.
 */
const wanted = [20, 19];
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
  console.error(`Yixian needs Node ${wanted.join('.')} or later; this is Node ${process.versions.node}.`);
  process.exit(1);
}
const { setUp } = await import('./lib/set-up.mjs');
await setUp(process.argv[2]);
