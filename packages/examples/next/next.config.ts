import path from 'node:path';
import type { NextConfig } from 'next';

const config: NextConfig = {
  // The workspace's root, where the linked packages lie. In an app of your own, leave this out.
  turbopack: { root: path.resolve(import.meta.dirname, '../../..') },
  poweredByHeader: false,
};

export default config;
