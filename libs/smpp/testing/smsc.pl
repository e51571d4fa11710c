#!/usr/bin/perl
# A carrier on Net::SMPP (Debian's libnet-smpp-perl), for the interoperation spec: ids are hexadecimal in the response and
# decimal in the receipt. Says its port in the first line, then one line of JSON for each submit_sm and deliver_sm_resp.
# After the given number of submits it asks for the end with unbind.
use strict;
use warnings;
use Net::SMPP;

$| = 1;
my $unbind_after = shift // 0;
my $listener = Net::SMPP->new_listen('127.0.0.1', port => 0, smpp_version => 0x34)
  or die "cannot listen: $!";
print '{"port":', $listener->sockport, "}\n";

my $carrier = $listener->accept or die "nobody came: $!";
my $taken = 0;
my %reply = (
  0x00000009 => sub { $carrier->bind_transceiver_resp(system_id => 'perl', seq => $_[0]{seq}) },
  0x00000015 => sub { $carrier->enquire_link_resp(seq => $_[0]{seq}) },
  0x00000006 => sub { $carrier->unbind_resp(seq => $_[0]{seq}); exit 0 },
  0x80000006 => sub { exit 0 },
  0x80000005 => sub { print qq({"acknowledged":$_[0]{status}}\n) },
  0x00000004 => \&take,
);

sub take {
  my ($pdu) = @_;
  my $id = 0xA0B0C0 + $taken++;
  # The module knows TLVs by name and gives back those that it knows not as numbers.
  my $reference = $pdu->{user_message_reference} // '';
  printf qq({"source":"%s","ton":%d,"to":"%s","coding":%d,"esm":%d,"registered":%d,"validity":"%s","reference":"%s","text":"%s"}\n),
    $pdu->{source_addr}, $pdu->{source_addr_ton}, $pdu->{destination_addr}, $pdu->{data_coding}, $pdu->{esm_class},
    $pdu->{registered_delivery}, $pdu->{validity_period}, unpack('H*', $reference), unpack('H*', $pdu->{short_message});
  $carrier->submit_sm_resp(message_id => sprintf('%08X', $id), seq => $pdu->{seq});
  $carrier->deliver_sm(
    async            => 1,
    source_addr      => $pdu->{destination_addr},
    destination_addr => '111',
    esm_class        => 4,
    short_message    => "id:$id sub:001 dlvrd:001 submit date:2611150930 done date:2611150931 stat:DELIVRD err:000 text:",
  );
  $carrier->unbind(async => 1) if $taken == $unbind_after;
}

while (my $pdu = $carrier->read_pdu) {
  my $answer = $reply{$pdu->{cmd}};
  $answer ? $answer->($pdu) : printf qq({"unknown":%d}\n), $pdu->{cmd};
}
exit 0;
