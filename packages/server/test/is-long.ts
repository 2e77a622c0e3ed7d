/** Whether suites run at full length: `npm run test:long` says so. */
export const isLong = process.env['DOTS_FLOWS_LONG'] === '1';
