import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BuildingCatalogue } from './building-catalogue';
import { BuildingEditor } from './building-editor';
import { BuildingRow } from './building.row';
import { BuildingStore } from './typeorm-building-store';

@Module({
  imports: [TypeOrmModule.forFeature([BuildingRow])],
  providers: [BuildingCatalogue, BuildingEditor, BuildingStore],
  exports: [BuildingCatalogue, BuildingEditor],
})
export class BuildingsModule {}
