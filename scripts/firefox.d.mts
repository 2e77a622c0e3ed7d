import type { LaunchOptions } from 'playwright';

export declare const firefoxLaunch: LaunchOptions | null;
