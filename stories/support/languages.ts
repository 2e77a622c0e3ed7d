import { ar } from '@dots-flows/react/messages/ar';
import { de } from '@dots-flows/react/messages/de';
import { en } from '@dots-flows/react/messages/en';
import { es } from '@dots-flows/react/messages/es';
import { fr } from '@dots-flows/react/messages/fr';
import { ja } from '@dots-flows/react/messages/ja';
import { ptBR } from '@dots-flows/react/messages/pt-BR';

/** Every language that ships, by its BCP 47 tag. */
export const languages = { en, es, fr, de, 'pt-BR': ptBR, ja, ar } as const;

export type Language = keyof typeof languages;
