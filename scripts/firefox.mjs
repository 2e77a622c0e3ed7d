/**
 * How Playwright starts the Firefox named by FIREFOX_PATH, as it is released, by the standard protocol: 159 was tried, 140
 * lacks some of the commands. `null` without that variable.
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
