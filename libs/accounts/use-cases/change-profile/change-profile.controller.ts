import { Controller, Patch } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { type CommandScope } from '#libs/event-sourcing';
import {
  CallerOf,
  Command,
  IsCommand,
  jobTitle,
  type PersonCaller,
  personName,
  PersonsOnly,
  phone,
  ValidBody,
} from '#libs/http';
import { type Profile } from '../../domain/account.js';
import { profile } from '../../schemas.js';
import { ChangeProfileCommand } from './change-profile.handler.js';

const body = z.strictObject({
  name: personName.optional(),
  jobTitle: jobTitle.nullable().optional(),
  phone: phone.optional(),
});

@Controller('v1/me/profile')
@PersonsOnly()
export class ChangeProfileController {
  constructor(private readonly commands: CommandBus) {}

  @Patch()
  @IsCommand({
    summary: 'Edit my profile',
    description: 'Fields that are left out stay; null clears.',
    answer: profile,
  })
  change(
    @ValidBody(body) fields: z.infer<typeof body>,
    @CallerOf() { accountId }: PersonCaller,
    @Command() scope: CommandScope,
  ): Promise<Profile> {
    return this.commands.execute(new ChangeProfileCommand(scope, { accountId, ...fields }));
  }
}
