import { defineConfig } from 'vite';
import type { UserConfig } from 'vite';

/**
 * The one way a library package is built: every module stays a file of its own (so that `"use client"` survives and
 * bundlers can drop what is not used), and every bare import stays an import.
 */
export function libraryConfig(packageDirectory: string, entry: Record<string, string>): UserConfig {
  return defineConfig({
    root: packageDirectory,
    build: {
      target: 'es2022',
      sourcemap: true,
      minify: false,
      lib: { entry, formats: ['es'] },
      rolldownOptions: {
        external: (id) => !/^[./]/.test(id) && !id.startsWith(packageDirectory),
        output: { preserveModules: true, preserveModulesRoot: 'src', entryFileNames: '[name].js' },
        onLog(level, log, handler) {
          // Vite warns that directives may get lost; with preserveModules they are kept, as the package tests check.
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handler(level, log);
        },
      },
    },
  });
}
