/**
 * How Playwright starts the Firefox named by FIREFOX_PATH (159 is what was tried): any release, by the standard protocol,
 * and none that Playwright has built. `null` without that variable.
 */
export const firefoxLaunch = process.env.FIREFOX_PATH
  ? {
      channel: 'moz-firefox',
      executablePath: process.env.FIREFOX_PATH,
      firefoxUserPrefs: {
        // What the tests ask of a page counts as its own script, which a strict policy refuses.
        'security.csp.enable': false,
        // Clicks and keys reach a frame of another site only while it shares the page's process.
        'fission.autostart': false,
        'fission.webContentIsolationStrategy': 0,
      },
    }
  : null;
