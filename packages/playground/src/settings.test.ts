import { describe, expect, it } from 'vitest';
import { readSettings } from './settings.ts';

describe('readSettings', () => {
  it('takes the usual ports and a local Dots when nothing is set', () => {
    expect(readSettings({})).toMatchObject({
      ports: { playground: 4000, api: 4001, flows: 4002 },
      dataDirectory: null,
      otherDots: null,
    });
  });

  it('takes 0 for any free port', () => {
    expect(readSettings({ PORT: '0', DOTS_API_PORT: '0', DOTS_FLOW_PORT: '0' }).ports).toEqual({
      playground: 0,
      api: 0,
      flows: 0,
    });
  });

  it.each(['abc', '-1', '65536', '4000.5', '0x10'])('names the variable when the port is %s', (port) => {
    expect(() => readSettings({ DOTS_FLOW_PORT: port })).toThrow(/DOTS_FLOW_PORT is not a port number/);
  });

  it('asks for everything that another Dots needs', () => {
    const other = {
      DOTS_API_URL: 'https://dots.example/api',
      DOTS_FLOW_URL: 'https://flows.dots.example/',
      DOTS_CLIENT_ID: 'pk',
      DOTS_API_KEY: 'sk',
    };
    expect(readSettings(other).otherDots).toEqual({
      baseUrl: 'https://dots.example/api',
      flowOrigin: 'https://flows.dots.example',
      clientId: 'pk',
      apiKey: 'sk',
    });
    for (const name of ['DOTS_FLOW_URL', 'DOTS_CLIENT_ID', 'DOTS_API_KEY'])
      expect(() => readSettings({ ...other, [name]: ' ' })).toThrow(`${name} is missing`);
  });
});
