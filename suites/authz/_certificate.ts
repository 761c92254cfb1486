import type {ApiClient} from '../../src/authoring.ts';

/** Somebody with a client certificate, as `docker --tlsverify` presents one. Its key is not kept. */
export const clientOne: ApiClient = {
  user: 'client one',
  certificates: [
    [
      '-----BEGIN CERTIFICATE-----',
      'MIIBpjCCAU2gAwIBAgIUFUHxQpMK/J9V4SCAiLZREe95CEMwCgYIKoZIzj0EAwIw',
      'KDETMBEGA1UEAwwKY2xpZW50IG9uZTERMA8GA1UECgwIcGx1Z3Rlc3QwIBcNMjYx',
      'MTIxMDM1MDUxWhgPMjEyNjEwMjgwMzUwNTFaMCgxEzARBgNVBAMMCmNsaWVudCBv',
      'bmUxETAPBgNVBAoMCHBsdWd0ZXN0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE',
      'BpL9Gq53sRbKY8K8zkyI5kMeTK2DCGAbcoxBYscyYtv3V34Vjekq+zHN4BybH3O3',
      'kkGsNIJixtjNMMl1xFhEAKNTMFEwHQYDVR0OBBYEFM5QmaR2SCVnPjxwritkHIZG',
      '4rt3MB8GA1UdIwQYMBaAFM5QmaR2SCVnPjxwritkHIZG4rt3MA8GA1UdEwEB/wQF',
      'MAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIgeQ4sv3JTSXHUi5P26VeMsEB92JhfVbjU',
      'Lgch2DV7REICIHa0mQCQBAhAQeA9RmQlYhs7F5PeMArMcIBOqbpNhitv',
      '-----END CERTIFICATE-----',
      '',
    ].join('\n'),
  ],
};
