/** Made-up data that passes the checks, for people who try the sandbox. */
export const SAMPLE_SSN = '536-22-1234';
export const SAMPLE_EIN = '12-3456789';
export const SAMPLE_FOREIGN_TAX_ID = '12 345 678 901';
export const SAMPLE_BIRTH_DATE = '1994-05-17';

export const SAMPLE_US_ADDRESS = {
  line1: '548 Market Street',
  line2: 'Suite 12',
  city: 'San Francisco',
  state: 'CA',
  region: '',
  postalCode: '94104',
};

export const SAMPLE_FOREIGN_ADDRESS = {
  line1: '12 Station Road',
  line2: '',
  city: 'Springfield',
  state: '',
  region: '',
  postalCode: '10115',
};

export const SAMPLE_BANK = { routingNumber: '021000021', accountNumber: '000123456789' };

export const SAMPLE_METHOD = {
  ...SAMPLE_BANK,
  phoneNumber: '415 555 0142',
  cashTag: 'sampleperson',
  cardNumber: '4000 0566 5566 5556',
  expiry: '12/34',
};
