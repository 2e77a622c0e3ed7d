import '../../src/return/index.ts';
