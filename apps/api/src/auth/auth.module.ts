import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BotRow } from './bot.row';
import { BotSignInRow } from './bot-sign-in.row';
import { Fenix } from './fenix';
import { IdClaims } from './id-claims';
import { LoginController } from './login.controller';
import { SessionController } from './session.controller';
import { SignInRow } from './sign-in.row';
import { SignInTokens } from './sign-in-tokens';
import { SignedIn } from './signed-in.guard';
import { SignInStore } from './typeorm-sign-in-store';
import { BotStore } from './typeorm-bot-store';
import { UserStore } from './typeorm-user-store';
import { UserRow } from './user.row';

/** Who somebody is: sign-in, tokens, the guard. */
@Module({
  imports: [TypeOrmModule.forFeature([UserRow, SignInRow, BotRow, BotSignInRow])],
  controllers: [LoginController, SessionController],
  providers: [BotStore, Fenix, IdClaims, SignInStore, SignInTokens, SignedIn, UserStore],
  exports: [BotStore, Fenix, IdClaims, SignInTokens, SignedIn, UserStore],
})
export class AuthModule {}
