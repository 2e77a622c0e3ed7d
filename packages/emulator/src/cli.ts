#!/usr/bin/env node
import { createEmulator } from './create-emulator.ts';

const emulator = await createEmulator();
process.stdout.write(`${emulator.controlUrl}\n`);
